import type { ReactNode } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'

const closeButton = (close: () => void) => (
  <Button variant="primary" onPress={close}>
    Show images
  </Button>
)

/** The facets where there is no room for them beside the table. Inside a `DialogTrigger`. */
export const FilterDialog = ({ children }: { children: ReactNode }) => (
  <Dialog title="Filters" footer={closeButton}>
    {children}
  </Dialog>
)
