import { ChevronDown, Copy, Download, Fingerprint } from 'lucide-react'
import { imageCan } from '#api/capabilities.ts'
import { imageName, isTransition, statusTone, statusWords, visibilityWords } from '#api/image-facts.ts'
import type { ImageKind } from '#api/image-kind.ts'
import { imageFileUrl, type ImageRef } from '#api/images.ts'
import { operatingSystem } from '#api/operating-system.ts'
import type { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { no, yes } from '#lib/verdict.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { copyAndTell } from '#ui/clipboard.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { Menu, MenuItem, MenuTrigger } from '#ui/menu.tsx'
import { OsMark } from '#ui/os-mark.tsx'

interface ImageHeaderProps {
  session: SignedIn
  imageRef: ImageRef
  image: Image
  kind: ImageKind | null
}

export const ImageHeader = ({ session, imageRef, image, kind }: ImageHeaderProps) => (
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
    <ActionsMenu session={session} imageRef={imageRef} image={image} />
  </header>
)

/** Refused acts stay in the menu with their reason. */
function ActionsMenu({ session, imageRef, image }: Omit<ImageHeaderProps, 'kind'>) {
  const name = imageName(image)
  return (
    <MenuTrigger>
      <Button>
        Actions
        <ChevronDown aria-hidden />
      </Button>
      <Menu aria-label="Actions">
        <MenuItem
          icon={<Download aria-hidden />}
          verdict={imageCan.download(image, session)}
          href={imageFileUrl(imageRef)}
          download
        >
          Download
        </MenuItem>
        <MenuItem icon={<Fingerprint aria-hidden />} onAction={() => void copyAndTell(image.id, 'image ID')}>
          Copy image ID
        </MenuItem>
        <MenuItem
          icon={<Copy aria-hidden />}
          verdict={name === null ? no('The image has no name.') : yes}
          onAction={() => void copyAndTell(name ?? '', 'name')}
        >
          Copy name
        </MenuItem>
      </Menu>
    </MenuTrigger>
  )
}
