/** Every write can be taken to a terminal: as a command of OpenStack's clients, or of curl. */
import { SquareTerminal, Terminal } from 'lucide-react'

import type { Equivalents } from '#lib/equivalents.ts'
import { no, yes } from '#lib/verdict.ts'

import { Button } from './button.tsx'
import { copyAndTell } from './clipboard.ts'
import type { ControlSize } from './control-classes.ts'
import { Menu, MenuItem, MenuTrigger } from './menu.tsx'

/** Two items of a menu. */
const CopyCommandItems = ({ cli, curl, curlNeeds }: Equivalents) => (
  <>
    <MenuItem
      icon={<Terminal aria-hidden />}
      verdict={cli.ok ? yes : no(`${cli.reason} curl can.`)}
      onAction={() => void copyAndTell(cli.ok ? cli.text : '', 'command')}
    >
      Copy as openstack CLI
    </MenuItem>
    <MenuItem
      icon={<SquareTerminal aria-hidden />}
      detail={curlNeeds}
      onAction={() => void copyAndTell(curl, 'curl command')}
    >
      Copy as curl
    </MenuItem>
  </>
)

interface CopyCommandMenuProps {
  equivalents: Equivalents
  size?: ControlSize
}

/** A quiet button with both, as for the foot of a dialog. */
export const CopyCommandMenu = ({ equivalents, size = 'md' }: CopyCommandMenuProps) => (
  <MenuTrigger>
    <Button variant="ghost" size={size} icon={<Terminal aria-hidden />}>
      Copy command
    </Button>
    <Menu aria-label="Copy command" placement="top start">
      <CopyCommandItems {...equivalents} />
    </Menu>
  </MenuTrigger>
)
