/** All keys at a glance, and the way to do without those that are single letters. */
import { useSyncExternalStore } from 'react'

import { Dialog } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { singleKeys } from '#ui/single-keys.ts'
import { Switch } from '#ui/switch.tsx'

import { type ShortcutGroup, shortcutGroups } from '#app/shortcuts.ts'

export function ShortcutList({ onClose }: { onClose: () => void }) {
  const areOn = useSyncExternalStore(singleKeys.subscribe, singleKeys.get)
  return (
    <Dialog
      title="Keyboard shortcuts"
      size="lg"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <div className="gap-x-10 sm:columns-2 [&>*]:mb-5 [&>*]:break-inside-avoid">
        {shortcutGroups(navigator.platform).map((group) => (
          <Group key={group.title} group={group} />
        ))}
        <div className="flex flex-col gap-1">
          <Switch isSelected={areOn} onChange={(isOn) => singleKeys.set(isOn)}>
            Shortcuts of a single key
          </Switch>
          <p className="text-xs text-ink-3">
            Off: / and ? and those that begin with G do nothing. Useful with speech input. Kept in this browser.
          </p>
        </div>
      </div>
    </Dialog>
  )
}

const Group = ({ group: { title, shortcuts } }: { group: ShortcutGroup }) => (
  <section aria-label={title}>
    <h3 className="pb-1 text-xs font-medium text-ink-3">{title}</h3>
    <dl>
      {shortcuts.map(({ does, keys }) => (
        <div key={does} className="flex min-h-8 items-center justify-between gap-4 border-b border-line">
          <dt>{does}</dt>
          <dd className="flex shrink-0 items-center gap-1 text-xs text-ink-3">
            {keys.map((together, at) => (
              <span key={together.join(' ')} className="flex items-center gap-1">
                {at > 0 && 'or'}
                {together.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  </section>
)
