import { useEffect, useRef } from 'react'
import type { ImageRef } from '#api/images.ts'
import { formatCount } from '#lib/units.ts'
import { announce } from '#ui/announcer.tsx'
import { isSameRef, moved } from './compare-url.ts'

export type ColumnAct = 'baseline' | 'left' | 'right' | 'remove'

/** Names a column's button in the page, so that the focus finds it again where the column went. */
export const actId = (ref: ImageRef, act: ColumnAct) =>
  `compare-${act}-${encodeURIComponent(ref.region)}/${encodeURIComponent(ref.imageId)}`

/** Where the focus goes when no column is left to take it. */
export const HEADING_ID = 'compare-heading'

interface Columns {
  /** All images of the comparison, also those that have no column. */
  images: readonly ImageRef[]
  /** Those that have one, from the left. */
  columns: readonly ImageRef[]
  onChange: (images: readonly ImageRef[]) => void
}

/**
 * What the buttons of a column do. Each says its result, and keeps the keyboard's place: browsers drop the focus of an
 * element that is moved or gone.
 */
export function useColumnActs({ images, columns, onChange }: Columns) {
  /** `before`: the images as they were; the focus waits until the URL has brought others. */
  const focusNext = useRef<{ id: string; before: readonly ImageRef[] } | null>(null)
  useEffect(() => {
    if (focusNext.current === null || focusNext.current.before === images) return
    const target = document.getElementById(focusNext.current.id) ?? document.getElementById(HEADING_ID)
    focusNext.current = null
    target?.focus()
  })

  /** @param to index among the columns, whose neighbours need not be neighbours among the images */
  const move = (ref: ImageRef, to: number, act: ColumnAct) => {
    const target = columns[to]
    if (!target) return
    focusNext.current = { id: actId(ref, act), before: images }
    onChange(
      moved(
        images,
        ref,
        images.findIndex((image) => isSameRef(image, target)),
      ),
    )
  }

  const place = (ref: ImageRef) => columns.findIndex((column) => isSameRef(column, ref))

  return {
    act: (act: ColumnAct, ref: ImageRef, name: string) => {
      const at = place(ref)
      switch (act) {
        case 'baseline':
          move(ref, 0, 'right')
          announce(`The others are now compared with ${name}`)
          return
        case 'left':
        case 'right': {
          const to = act === 'left' ? at - 1 : at + 1
          move(ref, to, act)
          announce(`${name} is now column ${to + 1} of ${columns.length}`)
          return
        }
        case 'remove': {
          const neighbour = columns[at + 1] ?? columns[at - 1]
          const id = at !== -1 && neighbour ? actId(neighbour, 'remove') : HEADING_ID
          focusNext.current = { id, before: images }
          onChange(images.filter((image) => !isSameRef(image, ref)))
          const left = images.length - 1
          announce(`${name} removed. ${formatCount(left)} ${left === 1 ? 'image' : 'images'} left.`)
          return
        }
        default:
          act satisfies never
      }
    },
  }
}
