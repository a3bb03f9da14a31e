import type { ReactNode } from 'react'
import { imageName, isTransition, statusTone, statusWords, visibilityWords } from '#api/image-facts.ts'
import type { ImageKind } from '#api/image-kind.ts'
import { operatingSystem } from '#api/operating-system.ts'
import type { Image } from '#api/schemas.ts'
import { Badge } from '#ui/badge.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { OsMark } from '#ui/os-mark.tsx'

interface ImageHeaderProps {
  image: Image
  kind: ImageKind | null
  /** What can be done with the image: the page brings it. */
  actions: ReactNode
}

export const ImageHeader = ({ image, kind, actions }: ImageHeaderProps) => (
  <header className="flex flex-wrap items-start gap-x-4 gap-y-3 px-6 pt-5 pb-4 max-sm:px-4">
    <OsMark distro={operatingSystem(image).distro} size="large" />
    <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1.5">
      <h1 className="text-xl font-semibold break-words">
        <bdi>{imageName(image) ?? 'Image without a name'}</bdi>
      </h1>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Badge variant="dot" tone={statusTone(image.status)} isLive={isTransition(image.status)}>
          {statusWords(image.status)}
        </Badge>
        {kind && kind.kind !== 'unknown' && (
          <Badge tone={kind.kind === 'standard' ? 'accent' : 'neutral'}>{kind.label}</Badge>
        )}
        <Badge variant="outline">{visibilityWords(image.visibility)}</Badge>
        {image.protected && <Badge variant="outline">Protected</Badge>}
        {image.os_hidden && <Badge variant="outline">Hidden</Badge>}
        <span className="flex min-w-0 items-center gap-1 font-mono text-xs text-ink-3">
          <span className="truncate">{image.id}</span>
          <CopyButton text={image.id} what="image ID" />
        </span>
      </div>
    </div>
    {actions}
  </header>
)
