import { PackageOpen } from 'lucide-react'

import { PageTitle } from '#ui/page-title.tsx'
import { EmptyState } from '#ui/state-panel.tsx'

/** The root address of an account that has no region with images. */
export function NoRegion() {
  return (
    <>
      <PageTitle title="No image service" />
      <EmptyState
        icon={<PackageOpen />}
        title="This account has no image service"
        detail="The cloud lists no region with images for it. Another project may have one, or an administrator can add it."
      />
    </>
  )
}
