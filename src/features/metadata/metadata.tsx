/**
 * The *Metadata* tab: every key of the image, those that may be changed as fields. Edits are kept in this browser until
 * they are saved, all by one PATCH that holds nothing else.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { imageCan } from '#api/capabilities.ts'
import { listKey } from '#api/catalog-publish.ts'
import type { CatalogData } from '#api/catalog-merge.ts'
import type { Change } from '#api/image-changes.ts'
import { imageSchemaQuery } from '#api/image-schema.ts'
import { type FieldValue, isSameField } from '#api/image-values.ts'
import { imageQueries, type ImageRef } from '#api/images.ts'
import { learnedLocks, locksOf } from '#api/learned-locks.ts'
import { vocabularyQuery } from '#api/metadefs.ts'
import { countProblem, limits, countedProperties, valueProblem } from '#api/property-checks.ts'
import type { RuleContext } from '#api/property-rules.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { no, type Verdict, yes } from '#lib/verdict.ts'
import { announce } from '#ui/announcer.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorState } from '#ui/state-panel.tsx'
import { AddPropertyDialog } from './add-property.tsx'
import { ChangeBar } from './change-bar.tsx'
import { ReviewDialog } from './review-dialog.tsx'
import { RowSection } from './row-section.tsx'
import { rowGroups } from './rows.ts'
import { useEdits } from './use-edits.ts'
import { useSave } from './use-save.ts'

interface MetadataProps {
  session: SignedIn
  imageRef: ImageRef
  image: Image
}

type Opened = 'add' | 'review' | null

export function Metadata({ session, imageRef, image }: MetadataProps) {
  const client = useQueryClient()
  const edits = useEdits(session, imageRef, image)
  const [opened, setOpened] = useState<Opened>(null)
  const schema = useQuery(imageSchemaQuery(session, imageRef.region)).data ?? null
  const vocabulary = useQuery(vocabularyQuery(session, imageRef.region)).data ?? null
  const locks = learnedLocks(session)
  const learned = locksOf(useSyncExternalStore(locks.subscribe, locks.get), session, imageRef)
  const context: RuleContext = { session, image, schema, learned }
  const { save, asked, isSaving, failure, forget } = useSave({
    target: { session, ref: imageRef },
    image,
    onConflict: () => setOpened('review'),
    onSaved: () => setOpened((before) => (before === 'review' ? null : before)),
  })
  const tags = useTagSuggestions(session, imageRef.region, vocabulary?.tags)

  const canEdit = imageCan.edit(image, session)
  const problem = firstProblem(edits.list, countProblem(edits.values))
  const verdict = problem === null ? canEdit : no(problem)
  const groups = rowGroups(image, [...edits.values.keys(), ...edits.byKey.keys()], session.flavour)

  const change = (key: string, value: FieldValue | undefined) => {
    if (failure?.keys.includes(key)) forget()
    edits.set(key, value)
  }
  const revert = (key: string) => {
    if (failure?.keys.includes(key)) forget()
    edits.revert(key)
  }
  const discard = () => {
    forget()
    edits.discard()
  }
  const addAll = (properties: ReadonlyMap<string, FieldValue>) => {
    for (const [key, value] of properties) edits.set(key, value)
    announce(
      properties.size === 1 ? 'Property added, not saved yet' : `${properties.size} properties added, not saved yet`,
    )
  }
  const review = () => {
    // What others have done by now belongs into the review.
    void client.invalidateQueries({ queryKey: imageQueries.detail(session, imageRef).queryKey })
    setOpened('review')
  }
  return (
    <div className="flex flex-col gap-6 px-6 py-5 max-sm:px-4">
      {!canEdit.ok && (
        <p role="note" className="rounded-md bg-sunken px-3 py-2 text-ink-2 ring-1 ring-line ring-inset">
          {canEdit.reason}
        </p>
      )}
      {failure && (
        <ErrorState
          look="inline"
          title={failure.title}
          detail={`${failure.detail} Your changes are kept.`}
          requestId={failure.requestId}
          onRetry={() => void save()}
          isRetrying={isSaving}
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-xs text-ink-3 tabular-nums">
          {countedProperties(edits.values)} of at most {limits.properties} properties
        </p>
        <Button icon={<Plus aria-hidden />} verdict={canEdit} onPress={() => setOpened('add')}>
          Add property
        </Button>
      </div>
      {groups.map((group) => (
        <RowSection
          key={group.origin}
          group={group}
          edits={edits}
          context={context}
          vocabulary={vocabulary}
          tags={tags}
          failure={failure}
          isLocked={!canEdit.ok}
          onChange={change}
          onRevert={revert}
        />
      ))}
      <ChangeBar
        edits={edits}
        canEdit={canEdit}
        verdict={verdict}
        isSaving={isSaving}
        isAllAsked={asked !== null && isAllIn(edits.list, asked)}
        onDiscard={discard}
        onReview={review}
        onSave={() => void save()}
      />
      {opened === 'add' && (
        <AddPropertyDialog
          edits={edits}
          context={context}
          region={imageRef.region}
          vocabulary={vocabulary}
          onAdd={addAll}
          onClose={() => setOpened(null)}
        />
      )}
      {opened === 'review' && (
        <ReviewDialog
          session={session}
          imageRef={imageRef}
          image={image}
          edits={edits}
          verdict={saveVerdict(edits.list, verdict)}
          isSaving={isSaving}
          onSave={(list) => void save(list)}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  )
}

const saveVerdict = (list: readonly Change[], verdict: Verdict): Verdict =>
  verdict.ok && list.length === 0 ? no('There is nothing to save.') : verdict.ok ? yes : verdict

/** Whether the edits are those of the other list, and none is newer. */
const isAllIn = (list: readonly Change[], other: readonly Change[]) =>
  list.every(({ key, to }) => other.some((one) => one.key === key && isSameField(one.to, to)))

/** What keeps the edits from being saved, naming the row. */
function firstProblem(list: readonly Change[], tooMany: string | null): string | null {
  for (const { key, to } of list) {
    const problem = to === undefined ? null : valueProblem(key, to)
    if (problem !== null) return `${key}: ${problem}`
  }
  return tooMany
}

/** Tags that images of the catalog have, as far as it is here, and those the cloud's definitions suggest. */
function useTagSuggestions(session: SignedIn, region: string, described: readonly string[] | undefined) {
  const client = useQueryClient()
  const catalog = client.getQueryData<CatalogData>(listKey(session, region, 'default'))
  return useMemo(() => {
    const used = catalog?.pages.flatMap((page) => page.flatMap((image) => image.tags)) ?? []
    return [...new Set([...(described ?? []), ...used])].toSorted((one, other) => one.localeCompare(other))
  }, [catalog, described])
}
