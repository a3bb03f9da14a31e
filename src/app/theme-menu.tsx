import { Monitor, Moon, Sun } from 'lucide-react'

import { IconButton } from '#ui/button.tsx'
import { Menu, MenuItem, MenuTrigger } from '#ui/menu.tsx'

import { chooseTheme, type ThemeChoice, useThemeChoice } from './theme.ts'

const themes = [
  { choice: 'system', label: 'System', icon: Monitor },
  { choice: 'light', label: 'Light', icon: Sun },
  { choice: 'dark', label: 'Dark', icon: Moon },
] as const satisfies { choice: ThemeChoice; label: string; icon: typeof Sun }[]

/** Chooses the theme; stays open to nothing, remembers in this browser. */
export function ThemeMenu() {
  const choice = useThemeChoice()
  const Icon = themes.find((theme) => theme.choice === choice)?.icon ?? Monitor
  return (
    <MenuTrigger>
      <IconButton aria-label="Theme">
        <Icon aria-hidden />
      </IconButton>
      <Menu
        aria-label="Theme"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[choice]}
        onSelectionChange={(keys) => {
          const next = themes.find((theme) => keys !== 'all' && keys.has(theme.choice))
          if (next) chooseTheme(next.choice)
        }}
      >
        {themes.map(({ choice: id, label, icon: ItemIcon }) => (
          <MenuItem key={id} id={id} icon={<ItemIcon aria-hidden />}>
            {label}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  )
}
