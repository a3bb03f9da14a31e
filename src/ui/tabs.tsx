import type { ComponentPropsWithRef, ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'

export interface TabItem<Id extends string> {
  id: Id
  label: string
  /** Beside the label: a `Count`. */
  badge?: ReactNode
  /** Makes the tab a link: the URL then says which tab is open. */
  href?: string
  /** Left away when the page renders the panel's content itself, through `children`. */
  content?: ReactNode
}

export interface TabsProps<Id extends string> {
  /** Names the row of tabs. */
  label: string
  items: readonly TabItem<Id>[]
  selected: Id
  /** Not needed for tabs that are links. */
  onSelect?: (id: Id) => void
  /** `line`: the parts of a page. `segment`: ways to do the same thing in a form. */
  look?: 'line' | 'segment'
  className?: string
  panelClassName?: string
}

const lists = {
  line: 'flex gap-4 overflow-x-auto border-b border-line [scrollbar-width:none]',
  segment: 'flex rounded-md bg-sunken p-0.5 ring-1 ring-inset ring-line',
}

const tabs = {
  line: '-mb-px flex h-9 shrink-0 cursor-default items-center gap-1.5 border-b-2 border-transparent font-medium text-ink-3 select-none data-hovered:text-ink data-selected:border-accent data-selected:text-ink',
  segment:
    'flex h-6 min-h-[calc(var(--spacing-control)-4px)] flex-1 cursor-default items-center justify-center gap-1.5 rounded-[5px] px-2 font-medium whitespace-nowrap text-ink-3 select-none data-hovered:text-ink data-selected:bg-raised data-selected:text-ink data-selected:shadow-edge',
}

/** In a form the tab "Password" stands above a field of that name; a panel named so too would be one too many. */
const unnamedPanel = (props: ComponentPropsWithRef<'div'>) => <div {...props} aria-labelledby={undefined} />

/** Tabs over panels. Arrow keys move; only the open panel is in the page. */
export function Tabs<Id extends string>({
  label,
  items,
  selected,
  onSelect,
  look = 'line',
  className = '',
  panelClassName = '',
}: TabsProps<Id>) {
  const select = (key: string | number) => {
    const item = items.find((one) => one.id === key)
    if (item && item.id !== selected) onSelect?.(item.id)
  }
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={select} className={`flex min-h-0 flex-col ${className}`}>
      <TabList aria-label={label} className={lists[look]}>
        {items.map(({ id, label: text, badge, href }) => (
          <Tab key={id} id={id} {...(href !== undefined && { href })} className={tabs[look]}>
            {text}
            {badge}
          </Tab>
        ))}
      </TabList>
      {items.map(({ id, content }) => (
        <TabPanel
          key={id}
          id={id}
          {...(look === 'segment' && { render: unnamedPanel })}
          className={`min-h-0 ${panelClassName}`}
        >
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
