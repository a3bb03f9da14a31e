import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { catalogQuery } from '#api/catalog.ts'
import { customProperties, imageName } from '#api/image-facts.ts'
import { originOf } from '#api/property-rules.ts'
import type { Image } from '#api/schemas.ts'
import { SuggestField } from '#ui/suggest-field.tsx'
import type { AddProps } from './add-props.ts'
import { ManyPreview } from './many-preview.tsx'

/** As much of the catalog as a list of suggestions can carry; an ID finds any other. */
const MOST_OFFERED = 1_000

/** The properties of another image of the region, where they can be anybody's. */
export function CopyProperties({ edits, context, region, onAdd }: AddProps) {
  const { session, image } = context
  const [text, setText] = useState('')
  const { data } = useQuery(catalogQuery(session, region))
  const others = useMemo(() => (data?.pages.flat() ?? []).filter(({ id }) => id !== image.id), [data, image.id])
  const names = useMemo(
    () => [...new Set(others.slice(0, MOST_OFFERED).map((one) => imageName(one) ?? one.id))],
    [others],
  )
  const found = others.find(({ id, name }) => id === text.trim() || (text !== '' && name === text))
  const properties = useMemo(() => (found ? ownProperties(found, session.flavour) : none), [found, session.flavour])
  return (
    <div className="flex flex-col gap-3">
      <SuggestField
        label="Image"
        placeholder="Name or ID"
        suggestions={names}
        value={text}
        onChange={setText}
        description={
          found ? `${properties.size} properties can be copied.` : 'Properties of the cloud’s own stay where they are.'
        }
      />
      <ManyPreview
        edits={edits}
        context={context}
        properties={properties}
        nothing={found ? 'The image has nothing that this one lacks.' : 'Choose an image first.'}
        onAdd={onAdd}
      />
    </div>
  )
}

const none: ReadonlyMap<string, string> = new Map()

const ownProperties = (image: Image, flavour: Parameters<typeof originOf>[1]) =>
  new Map(
    customProperties(image)
      .filter(({ key }) => originOf(key, flavour) === 'yours')
      .map(({ key, value }) => [key, value]),
  )
