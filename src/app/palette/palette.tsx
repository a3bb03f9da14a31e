/** Everything by its name: images of the whole catalog, pages, and what can be done where one is. */
import { useQueries } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'

import { catalogQuery } from '#api/catalog.ts'
import type { SignedIn } from '#api/session.ts'
import { ALL_REGIONS } from '#lib/paths.ts'
import { formatCount } from '#lib/units.ts'
import { Kbd } from '#ui/kbd.tsx'

import { matchingCommands, matchingImages } from './commands.ts'
import { PaletteList } from './palette-list.tsx'
import { useCommands } from './use-commands.tsx'

interface PaletteProps {
  session: SignedIn
  /** One, or all. */
  region: string
  onClose: () => void
  onShortcuts: () => void
}

export function Palette({ session, region, onClose, onShortcuts }: PaletteProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      className="fixed inset-0 z-40 flex items-start justify-center bg-scrim p-4 transition-opacity duration-100 data-entering:opacity-0 max-sm:p-2 sm:pt-[12vh]"
    >
      <Modal className="w-full max-w-2xl overflow-hidden rounded-xl bg-raised shadow-raised transition duration-100 data-entering:scale-98 data-entering:opacity-0">
        <Dialog aria-label="Command palette" className="flex flex-col outline-none">
          <Search session={session} region={region} onClose={onClose} onShortcuts={onShortcuts} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Search({ session, region, onClose, onShortcuts }: PaletteProps) {
  const [q, setQ] = useState('')
  const { ofImage, everywhere, recent, toCommand } = useCommands({ session, region, onShortcuts })
  const { lists, isWhole } = useCatalogs(session, region)
  const sought = useDeferredValue(q)
  const { found, count } = useMemo(() => matchingImages(lists, sought), [lists, sought])
  const isSearch = q.trim() !== ''
  const commands = isSearch
    ? [...matchingCommands([...ofImage, ...everywhere], q), ...found.map(toCommand)]
    : [...ofImage, ...recent, ...everywhere]
  return (
    <>
      <PaletteList
        q={q}
        onSearch={setQ}
        commands={commands}
        note={isSearch ? noteOf({ shown: commands.length, found: found.length, count, isWhole }) : ''}
        onRun={({ run }) => {
          onClose()
          run()
        }}
      />
      <footer
        aria-hidden
        className="flex gap-4 border-t border-line px-4 py-2 text-xs text-ink-3 pointer-coarse:hidden"
      >
        <span className="flex items-center gap-1.5">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> choose
        </span>
        <span className="flex items-center gap-1.5">
          <Kbd>↵</Kbd> open
        </span>
        <span className="flex items-center gap-1.5">
          <Kbd>Esc</Kbd> close
        </span>
      </footer>
    </>
  )
}

/** The lists of the regions at hand; one that nobody has read is read. */
function useCatalogs(session: SignedIn, region: string) {
  const regions = region === ALL_REGIONS ? session.regions : [region]
  return useQueries({
    queries: regions.map((name) => catalogQuery(session, name)),
    combine: (results) => ({
      lists: results.map(({ data }, at) => ({ region: regions[at] ?? '', images: data?.pages.flat() ?? [] })),
      isWhole: results.every(({ data, error }) => data?.complete === true || error !== null),
    }),
  })
}

interface Counts {
  shown: number
  found: number
  count: number
  /** All images have been looked through. */
  isWhole: boolean
}

function noteOf({ shown, found, count, isWhole }: Counts): string {
  if (!isWhole) return 'Still reading the list of images: there may be more.'
  if (shown === 0) return 'Nothing is called that.'
  return count > found ? `${formatCount(found)} of ${formatCount(count)} images. Type more to find the others.` : ''
}
