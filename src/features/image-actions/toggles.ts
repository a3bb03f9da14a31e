import type { ImageAct } from '#api/image-acts.ts'
import type { Image } from '#api/schemas.ts'

export interface Toggle {
  kind: 'protect' | 'hide' | 'activate'
  label: string
  detail: string
  act: ImageAct
}

/** Acts that turn one thing over and ask nothing: each as it would be done to the image now. */
export function toggles({ protected: isProtected, os_hidden: isHidden, status }: Image): Toggle[] {
  const isDeactivated = status === 'deactivated'
  return [
    {
      kind: 'protect',
      label: isProtected ? 'Unprotect' : 'Protect',
      detail: isProtected ? 'The image can be deleted then' : 'The image cannot be deleted then',
      act: { kind: 'protect', isProtected: !isProtected },
    },
    {
      kind: 'hide',
      label: isHidden ? 'Unhide' : 'Hide',
      detail: isHidden ? 'Back into the usual lists' : 'Out of the usual lists; usable by its ID',
      act: { kind: 'hide', isHidden: !isHidden },
    },
    {
      kind: 'activate',
      label: isDeactivated ? 'Reactivate' : 'Deactivate',
      detail: isDeactivated ? 'Its data can be used again' : 'Nobody gets its data until it is reactivated',
      act: { kind: 'activate', isActive: isDeactivated },
    },
  ]
}
