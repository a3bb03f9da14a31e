/** What can be done with one row: the menu behind the right button, the menu key and the row's last button. */
import { ArrowUpRight, Copy, ExternalLink, Eye, Hash, Square, SquareCheck, Terminal } from 'lucide-react'
import { MenuSection } from 'react-aria-components'
import { imageName } from '#api/image-facts.ts'
import { paths } from '#lib/paths.ts'
import { shellWord } from '#lib/shell-word.ts'
import { no, yes } from '#lib/verdict.ts'
import { copyAndTell } from '#ui/clipboard.ts'
import { MenuItem } from '#ui/menu.tsx'
import type { CatalogRow } from './catalog-index.ts'

interface RowMenuProps {
  row: CatalogRow
  isSelected: boolean
  onOpen: () => void
  onPreview: () => void
  onToggle: () => void
}

export const RowMenu = ({ row: { image, region }, isSelected, onOpen, onPreview, onToggle }: RowMenuProps) => (
  <>
    <MenuSection aria-label="Open">
      <MenuItem icon={<ArrowUpRight aria-hidden />} shortcut="Enter" onAction={onOpen}>
        Open
      </MenuItem>
      <MenuItem
        icon={<ExternalLink aria-hidden />}
        onAction={() => window.open(hrefOf(paths.image(region, image.id)), '_blank', 'noopener')}
      >
        Open in a new tab
      </MenuItem>
      <MenuItem icon={<Eye aria-hidden />} shortcut="P" onAction={onPreview}>
        Preview
      </MenuItem>
    </MenuSection>
    <MenuSection aria-label="Copy">
      <MenuItem icon={<Hash aria-hidden />} onAction={() => void copyAndTell(image.id, 'ID')}>
        Copy ID
      </MenuItem>
      <MenuItem
        icon={<Copy aria-hidden />}
        verdict={imageName(image) === null ? no('This image has no name.') : yes}
        onAction={() => void copyAndTell(image.name ?? '', 'name')}
      >
        Copy name
      </MenuItem>
      <MenuItem
        icon={<Terminal aria-hidden />}
        onAction={() =>
          void copyAndTell(
            `openstack --os-region-name ${shellWord(region)} image show ${shellWord(image.id)}`,
            'command',
          )
        }
      >
        Copy as openstack CLI
      </MenuItem>
    </MenuSection>
    <MenuSection aria-label="Selection">
      <MenuItem
        icon={isSelected ? <SquareCheck aria-hidden /> : <Square aria-hidden />}
        shortcut="Space"
        onAction={onToggle}
      >
        {isSelected ? 'Take out of the selection' : 'Select'}
      </MenuItem>
    </MenuSection>
  </>
)

/** Paths within the app stand below the page's base. */
const hrefOf = (path: string) => new URL(path.slice(1), document.baseURI).href
