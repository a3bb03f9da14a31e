import { Menu as MenuIcon } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { DialogTrigger } from 'react-aria-components'

import { IconButton } from '#ui/button.tsx'

/** Phones only: its code follows the page. */
const NavigationPanel = lazy(async () => ({ default: (await import('./navigation-panel.tsx')).NavigationPanel }))

/** The rail of a phone, behind one button. */
export const NavigationDrawer = ({ region }: { region: string | undefined }) => (
  <DialogTrigger>
    <IconButton aria-label="Open navigation" className="sm:hidden">
      <MenuIcon aria-hidden />
    </IconButton>
    <Suspense fallback={null}>
      <NavigationPanel region={region} />
    </Suspense>
  </DialogTrigger>
)
