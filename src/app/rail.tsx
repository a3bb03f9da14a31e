import { ArrowLeftRight, HardDrive, Inbox, Send } from 'lucide-react'
import { type ComponentType, lazy, Suspense } from 'react'
import { Link } from 'react-aria-components'
import { useLocation } from 'react-router'

import { paths } from '#lib/paths.ts'
import { Tip } from '#ui/tooltip.tsx'

/** What they count is followed by code that the first paint does not wait for. */
const TransfersBadge = lazy(async () => ({ default: (await import('./rail-badges.tsx')).TransfersBadge }))
const InvitationsBadge = lazy(async () => ({ default: (await import('./rail-badges.tsx')).InvitationsBadge }))

interface RailItem {
  label: string
  icon: typeof HardDrive
  href: (region: string) => string
  /** How many wait there. */
  badge?: ComponentType<{ region: string }>
}

/** One line per page that exists. */
const items: RailItem[] = [
  { label: 'Images', icon: HardDrive, href: paths.images },
  { label: 'Transfers', icon: ArrowLeftRight, href: paths.transfers, badge: TransfersBadge },
  { label: 'Shared by me', icon: Send, href: paths.sharing },
  { label: 'Invitations', icon: Inbox, href: paths.invitations, badge: InvitationsBadge },
]

/**
 * The way to every page. `auto` shows icons only where the window is narrow; `full` always shows the words.
 */
export function Rail({
  region,
  width = 'auto',
  onFollow,
}: {
  region: string
  width?: 'auto' | 'full'
  onFollow?: () => void
}) {
  const { pathname } = useLocation()
  const isIconOnly = width === 'auto'
  return (
    <nav aria-label="Main">
      <ul className="flex flex-col gap-0.5">
        {items.map(({ label, icon: Icon, href, badge: Badge }) => {
          const to = href(region)
          const isHere = pathname === to || pathname.startsWith(`${to}/`)
          return (
            <li key={label}>
              <Tip tip={isIconOnly ? label : null} placement="right" className="lg:hidden">
                <Link
                  href={to}
                  {...(isHere && { 'aria-current': 'page' })}
                  {...(onFollow && { onPress: onFollow })}
                  className="relative flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-ink-2 transition-colors duration-100 data-current:bg-hover data-current:text-ink data-hovered:bg-hover data-hovered:text-ink data-current:[&_svg]:text-accent"
                >
                  <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
                  <span className={isIconOnly ? 'max-lg:sr-only' : ''}>{label}</span>
                  {Badge && (
                    <span
                      className={isIconOnly ? 'ml-auto max-lg:absolute max-lg:top-0.5 max-lg:right-0.5' : 'ml-auto'}
                    >
                      <Suspense fallback={null}>
                        <Badge region={region} />
                      </Suspense>
                    </span>
                  )}
                </Link>
              </Tip>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
