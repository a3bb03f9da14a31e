import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { storesOf } from '#api/capabilities.ts'
import { equivalentsOf } from '#api/equivalents.ts'
import { copyToStores, copyToStoresCall, deleteFromStore, deleteFromStoreCall } from '#api/image-stores.ts'
import { importQueries, type Store } from '#api/import-methods.ts'
import { no, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { CopyCommandMenu } from '#ui/copy-command.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Select } from '#ui/select.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { notify } from '#ui/toast.ts'
import type { ActDialogProps } from './act-dialog.ts'
import { failureWords } from './act-notice.ts'
import { FailureNote } from './failure-note.tsx'

/** Copies an image's data into a further store, or deletes it from one. */
export function StoresDialog({ target, image, onClose, act }: ActDialogProps & { act: 'copy' | 'delete' }) {
  const { data: stores, error } = useQuery(importQueries.stores(target.session, target.ref.region))
  const [chosen, setChosen] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const isCopy = act === 'copy'
  const held = storesOf(image)
  const label = isCopy ? 'Copy to store' : 'Delete from store'
  const offered = isCopy ? (stores ?? []).filter(({ id }) => !held.includes(id)) : held.map((id) => storeOf(id, stores))
  const call =
    chosen === null ? null : isCopy ? copyToStoresCall(target.ref, [chosen]) : deleteFromStoreCall(target.ref, chosen)
  const start = async (store: string) => {
    setPending(true)
    try {
      if (isCopy) await copyToStores(target, [store])
      else await deleteFromStore(target, store)
      const title = isCopy ? `Copying to ${store}` : `Deleted from ${store}`
      notify({ tone: 'ok', title, ...(isCopy && { detail: 'The image shows the store when the copy is there.' }) })
      onClose()
    } catch (problem) {
      setFailure(failureWords(problem))
      setPending(false)
    }
  }
  return (
    <Dialog
      title={label}
      description={
        held.length === 0
          ? 'The image names no store.'
          : `The data is in ${held.join(', ')} now. ${isCopy ? '' : 'One copy has to stay.'}`
      }
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          {call && <CopyCommandMenu equivalents={equivalentsOf([call], target.session, image)} />}
          <Button onPress={onClose} className="ms-auto">
            Cancel
          </Button>
          <Button
            variant={isCopy ? 'primary' : 'danger'}
            isPending={isPending}
            verdict={chosen === null ? no('Choose a store first.') : yes}
            onPress={() => {
              if (chosen !== null) void start(chosen)
            }}
          >
            {isCopy ? 'Start copy' : 'Delete from store'}
          </Button>
        </>
      }
    >
      {stores ? (
        offered.length > 0 ? (
          <Select
            label="Store"
            options={offered.map(({ id, description, isReadOnly }) => ({
              value: id,
              label: id,
              ...(isReadOnly ? { detail: 'Read-only', isDisabled: true } : description ? { detail: description } : {}),
            }))}
            value={chosen}
            onChange={setChosen}
            placeholder="Choose a store"
          />
        ) : (
          <p className="text-ink-2">
            {stores.length === 0 ? 'This cloud has one store.' : 'The image is in every store of the cloud.'}
          </p>
        )
      ) : error ? (
        <FailureNote text={failureWords(error)} />
      ) : (
        <Skeleton className="h-8 w-full" />
      )}
      {failure !== null && <FailureNote text={failure} />}
    </Dialog>
  )
}

const storeOf = (id: string, stores: readonly Store[] | undefined): Store =>
  stores?.find((store) => store.id === id) ?? { id, description: null, isDefault: false, isReadOnly: false }
