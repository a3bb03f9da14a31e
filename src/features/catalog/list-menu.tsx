/** What concerns the list as a whole: taking it out of the app, and how densely it stands. */
import { Braces, Ellipsis, Eye, EyeOff, FileSpreadsheet, Rows3, Rows4 } from 'lucide-react'
import { MenuSection } from 'react-aria-components'
import { formatCount } from '#lib/units.ts'
import { no, yes } from '#lib/verdict.ts'
import { IconButton } from '#ui/button.tsx'
import { Menu, MenuItem, MenuTrigger } from '#ui/menu.tsx'
import type { Density } from './catalog-settings.ts'

interface ListMenuProps {
  /** Images that match. */
  matching: number
  density: Density
  onDensity: (density: Density) => void
  /** Rows show their preview under a resting mouse. */
  showsOnHover: boolean
  onHoverChoice: (isOn: boolean) => void
  onExport: (format: 'csv' | 'json') => void
}

export function ListMenu({ matching, density, showsOnHover, onExport, ...on }: ListMenuProps) {
  const verdict = matching === 0 ? no('No image is shown that could be exported.') : yes
  const images = `${formatCount(matching)} ${matching === 1 ? 'image' : 'images'}`
  return (
    <MenuTrigger>
      <IconButton aria-label="List options" variant="secondary">
        <Ellipsis aria-hidden />
      </IconButton>
      <Menu aria-label="List options">
        <MenuSection aria-label="Export">
          <MenuItem
            icon={<FileSpreadsheet aria-hidden />}
            detail={`${images}, columns as shown`}
            verdict={verdict}
            onAction={() => onExport('csv')}
          >
            Export list as CSV
          </MenuItem>
          <MenuItem
            icon={<Braces aria-hidden />}
            detail={`${images}, the API’s own entities`}
            verdict={verdict}
            onAction={() => onExport('json')}
          >
            Export list as JSON
          </MenuItem>
        </MenuSection>
        <MenuSection aria-label="Rows">
          <MenuItem
            icon={density === 'compact' ? <Rows3 aria-hidden /> : <Rows4 aria-hidden />}
            onAction={() => on.onDensity(density === 'compact' ? 'comfortable' : 'compact')}
          >
            {density === 'compact' ? 'Comfortable rows' : 'Compact rows'}
          </MenuItem>
          <MenuItem
            icon={showsOnHover ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            detail={showsOnHover ? 'P still shows it' : 'Where the mouse rests'}
            onAction={() => on.onHoverChoice(!showsOnHover)}
          >
            {showsOnHover ? 'No preview on hover' : 'Preview on hover'}
          </MenuItem>
        </MenuSection>
      </Menu>
    </MenuTrigger>
  )
}
