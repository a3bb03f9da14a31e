/** Saved views: searches with their order and columns, under a name. */
import { Bookmark, BookmarkPlus, Link2, Pencil, Star, StarOff, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { MenuSection } from 'react-aria-components'
import { Button } from '#ui/button.tsx'
import { copyAndTell } from '#ui/clipboard.ts'
import { Menu, MenuItem, MenuTrigger } from '#ui/menu.tsx'
import { notify } from '#ui/toast.ts'
import type { CatalogSettings, SavedView } from './catalog-settings.ts'

interface ViewsMenuProps {
  settings: CatalogSettings
  onChange: (changes: Partial<CatalogSettings>) => void
  /** The query part of the URL now. */
  search: string
  onOpen: (search: string) => void
}

const ViewNameDialog = lazy(async () => ({ default: (await import('./view-name-dialog.tsx')).ViewNameDialog }))

/** Two URLs of one state differ at most in an empty `q=`. */
const isSameSearch = (one: string, other: string) => (one || 'q=') === (other || 'q=')

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

export function ViewsMenu({ settings, onChange, search, onOpen }: ViewsMenuProps) {
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null)
  const { views, defaultView } = settings
  const open = views.find((view) => isSameSearch(view.search, search))

  const save = (name: string) => {
    const renamed = naming === 'rename' ? open : undefined
    const others = views.filter((view) => view.name !== name && view !== renamed)
    onChange({
      views: [...others, { name, search }].toSorted((a, b) => byName.compare(a.name, b.name)),
      ...(renamed && renamed.name === defaultView && { defaultView: name }),
    })
    setNaming(null)
    notify({ title: renamed ? `Renamed to ${name}` : `Saved view ${name}` })
  }
  const remove = (view: SavedView) => {
    const before = { views, defaultView }
    onChange({
      views: views.filter((other) => other !== view),
      ...(view.name === defaultView && { defaultView: null }),
    })
    notify({ title: `Deleted view ${view.name}`, action: { label: 'Undo', onPress: () => onChange(before) } })
  }
  const isDefault = open !== undefined && open.name === defaultView

  return (
    <>
      <MenuTrigger>
        <Button icon={<Bookmark aria-hidden className={open ? 'fill-current' : ''} />}>
          <span className={`max-w-32 truncate ${open ? '' : 'max-sm:sr-only'}`}>
            {open ? <bdi>{open.name}</bdi> : 'Views'}
          </span>
        </Button>
        <Menu aria-label="Views" placement="bottom start">
          {views.length > 0 ? (
            <MenuSection
              aria-label="Saved views"
              selectionMode="single"
              selectedKeys={open ? [open.name] : []}
              onSelectionChange={(keys) => {
                const [name] = keys === 'all' ? [] : keys
                const view = views.find((one) => one.name === name)
                if (view) onOpen(view.search)
              }}
            >
              {views.map((view) => (
                <MenuItem key={view.name} id={view.name} {...(view.name === defaultView && { detail: 'Opens first' })}>
                  {view.name}
                </MenuItem>
              ))}
            </MenuSection>
          ) : null}
          <MenuSection aria-label="This view">
            {open ? (
              <>
                <MenuItem
                  icon={isDefault ? <StarOff aria-hidden /> : <Star aria-hidden />}
                  onAction={() => onChange({ defaultView: isDefault ? null : open.name })}
                >
                  {isDefault ? 'No longer open it first' : 'Open this view first'}
                </MenuItem>
                <MenuItem icon={<Pencil aria-hidden />} onAction={() => setNaming('rename')}>
                  Rename…
                </MenuItem>
                <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onAction={() => remove(open)}>
                  Delete view
                </MenuItem>
              </>
            ) : (
              <MenuItem
                icon={<BookmarkPlus aria-hidden />}
                detail="Search, filters, order and columns"
                onAction={() => setNaming('new')}
              >
                Save this view…
              </MenuItem>
            )}
            <MenuItem
              icon={<Link2 aria-hidden />}
              detail="Opens the same view for whoever may see it"
              onAction={() => void copyAndTell(window.location.href, 'link')}
            >
              Copy link
            </MenuItem>
          </MenuSection>
        </Menu>
      </MenuTrigger>
      {naming && (
        <Suspense fallback={null}>
          <ViewNameDialog
            title={naming === 'new' ? 'Save view' : 'Rename view'}
            initial={naming === 'rename' ? (open?.name ?? '') : ''}
            taken={views.map(({ name }) => name)}
            onSave={save}
            onClose={() => setNaming(null)}
          />
        </Suspense>
      )}
    </>
  )
}
