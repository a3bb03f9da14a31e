/** All that can be done with one image: the *Actions* menu and its dialogs. Refused acts stay, with their reason. */
import { useQueryClient } from '@tanstack/react-query'
import {
  ChevronDown,
  CirclePause,
  CirclePlay,
  Copy,
  Database,
  Download,
  Eye,
  EyeOff,
  Fingerprint,
  Globe,
  Pencil,
  Shield,
  ShieldOff,
  Terminal,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import { MenuSection } from 'react-aria-components'
import { imageCan } from '#api/capabilities.ts'
import { actVerdict } from '#api/image-acts.ts'
import { imageName } from '#api/image-facts.ts'
import { imageFileUrl, type ImageRef } from '#api/images.ts'
import { Image } from '#api/schemas.ts'
import type { SignedIn } from '#api/session.ts'
import { no, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { copyAndTell } from '#ui/clipboard.ts'
import { Menu, MenuItem, MenuTrigger } from '#ui/menu.tsx'
import { actAndTell } from './act-notice.ts'
import { CommandsDialog } from './commands-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { StoresDialog } from './stores-dialog.tsx'
import { toggles } from './toggles.ts'
import { VisibilityDialog } from './visibility-dialog.tsx'

type OpenDialog = 'rename' | 'visibility' | 'copy' | 'delete-from-store' | 'delete' | 'commands'

interface ImageActionsProps {
  session: SignedIn
  imageRef: ImageRef
  image: Image
  /** The image is gone: the page has nothing more to show. */
  onDeleted: () => void
}

const toggleIcons = {
  protect: [<Shield aria-hidden key="on" />, <ShieldOff aria-hidden key="off" />],
  hide: [<EyeOff aria-hidden key="on" />, <Eye aria-hidden key="off" />],
  activate: [<CirclePause aria-hidden key="on" />, <CirclePlay aria-hidden key="off" />],
} as const

export function ImageActions({ session, imageRef, image, onDeleted }: ImageActionsProps) {
  const client = useQueryClient()
  const [open, setOpen] = useState<OpenDialog | null>(null)
  const target = { client, session, ref: imageRef }
  const name = imageName(image)
  const dialog = { target, image, onClose: () => setOpen(null) }
  const isOn = { protect: image.protected, hide: image.os_hidden, activate: image.status === 'deactivated' }
  // Protection is no refusal here: the flow takes it off.
  const unprotected = Image.parse({ ...image, protected: false })
  return (
    <>
      <MenuTrigger>
        <Button>
          Actions
          <ChevronDown aria-hidden />
        </Button>
        <Menu aria-label="Actions">
          <MenuSection aria-label="Change">
            <MenuItem
              icon={<Pencil aria-hidden />}
              verdict={imageCan.edit(image, session)}
              onAction={() => setOpen('rename')}
            >
              Rename…
            </MenuItem>
            <MenuItem
              icon={<Globe aria-hidden />}
              verdict={imageCan.changeVisibility(image, session)}
              onAction={() => setOpen('visibility')}
            >
              Change visibility…
            </MenuItem>
            {toggles(image).map(({ kind, label, detail, act }) => (
              <MenuItem
                key={kind}
                icon={toggleIcons[kind][isOn[kind] ? 1 : 0]}
                detail={detail}
                verdict={actVerdict(act, image, session)}
                onAction={() => void actAndTell(target, act, image)}
              >
                {label}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection aria-label="Data">
            <MenuItem
              icon={<Download aria-hidden />}
              verdict={imageCan.download(image, session)}
              href={imageFileUrl(imageRef)}
              download
            >
              Download
            </MenuItem>
            <MenuItem
              icon={<Database aria-hidden />}
              verdict={imageCan.copyToStore(image, session)}
              onAction={() => setOpen('copy')}
            >
              Copy to store…
            </MenuItem>
            <MenuItem
              icon={<Database aria-hidden />}
              verdict={imageCan.deleteFromStore(image, session)}
              onAction={() => setOpen('delete-from-store')}
            >
              Delete from store…
            </MenuItem>
          </MenuSection>
          <MenuSection aria-label="Copy">
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
            <MenuItem icon={<Terminal aria-hidden />} onAction={() => setOpen('commands')}>
              Commands…
            </MenuItem>
          </MenuSection>
          <MenuSection aria-label="Delete">
            <MenuItem
              icon={<Trash2 aria-hidden />}
              tone="danger"
              verdict={imageCan.delete(unprotected, session)}
              onAction={() => setOpen('delete')}
            >
              {image.protected ? 'Unprotect and delete…' : 'Delete…'}
            </MenuItem>
          </MenuSection>
        </Menu>
      </MenuTrigger>
      {open === 'rename' && <RenameDialog {...dialog} />}
      {open === 'visibility' && <VisibilityDialog {...dialog} />}
      {open === 'copy' && <StoresDialog {...dialog} act="copy" />}
      {open === 'delete-from-store' && <StoresDialog {...dialog} act="delete" />}
      {open === 'commands' && <CommandsDialog {...dialog} />}
      {open === 'delete' && <DeleteDialog {...dialog} onDeleted={onDeleted} />}
    </>
  )
}
