import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '#app/styles.css'
import { Planets, type PlanetsProps, type Planet, planets } from './planets.tsx'

const named = (...names: string[]): Planet[] => names.map((name, at) => ({ id: `n${at}`, name, moons: at }))
const text = ({ name }: Planet) => name

const show = async (props: PlanetsProps) => {
  const screen = await render(<Planets {...props} />)
  const link = (name: string) => screen.getByRole('link', { name, exact: true })
  const focus = async (name: string) => {
    await expect.element(link(name)).toBeInTheDocument()
    link(name).element().focus()
  }
  return { screen, link, focus }
}

/** Types at a pace of its own, whatever the machine's: a pause between letters has a meaning. @param at milliseconds */
const type = (letters: string, at: number) => {
  for (const [index, key] of letters.split('').entries()) {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
    Object.defineProperty(event, 'timeStamp', { value: at + index * 100 })
    document.activeElement?.dispatchEvent(event)
  }
}

test('typing the beginning of a name goes to its row, far away too', async () => {
  const { link, focus } = await show({ rows: [...planets(5_000), ...named('Zeta 1', 'Zeta 2')], text })
  await focus('Planet 0')
  type('zeta 2', 1_000)
  await expect.element(link('Zeta 2')).toHaveFocus()
})

test('while a name is typed all letters belong to it; else p previews and x chooses', async () => {
  const onPreview = vi.fn<(row: Planet, element: HTMLElement) => void>()
  const rows = named('Alpha', 'Nexp', 'Pax')
  const { screen, link, focus } = await show({ rows, text, onPreview, isSelectable: true })
  await focus('Alpha')
  type('nexp', 1_000)
  await expect.element(link('Nexp')).toHaveFocus()
  expect(onPreview).not.toHaveBeenCalled()
  await expect.element(screen.getByRole('status', { name: 'Chosen' })).toHaveTextContent('')

  link('Pax').element().focus()
  // The name typed above is over after a pause. The row follows the focus one frame later.
  let later = 3_000
  await expect
    .poll(() => {
      type('p', (later += 1_000))
      return onPreview.mock.lastCall?.[0].name
    })
    .toBe('Pax')
  expect(onPreview.mock.lastCall?.[1].getAttribute('role')).toBe('row')
  type('x', later + 1_000)
  await expect.element(screen.getByRole('status', { name: 'Chosen' })).toHaveTextContent('n2')
})

test('signs are left to shortcuts of the page', async () => {
  const heard: string[] = []
  const listen = (event: KeyboardEvent) => heard.push(`${event.key} ${event.defaultPrevented}`)
  document.addEventListener('keydown', listen)
  const { focus } = await show({ rows: planets(3), text })
  await focus('Planet 0')
  await userEvent.keyboard('/')
  expect(heard).toEqual(['/ false'])
  document.removeEventListener('keydown', listen)
})

test.each(['ltr', 'rtl'] as const)('Left and Right walk along the row, %s', async (dir) => {
  const [onwards, back] = dir === 'ltr' ? ['{ArrowRight}', '{ArrowLeft}'] : ['{ArrowLeft}', '{ArrowRight}']
  const { screen, link, focus } = await show({ rows: planets(3), isSelectable: true, onMenuAct: () => undefined, dir })
  await focus('Planet 1')
  await userEvent.keyboard(onwards)
  await expect.element(screen.getByRole('button', { name: 'Actions for Planet 1' })).toHaveFocus()
  await userEvent.keyboard(back + back)
  await expect.element(screen.getByRole('checkbox', { name: 'Select Planet 1' })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(link('Planet 2')).toHaveFocus()
})

test('the rows are one stop of the Tab key', async () => {
  const { screen, link, focus } = await show({ rows: planets(3), isSelectable: true, onMenuAct: () => undefined })
  await focus('Planet 0')
  await userEvent.tab({ shift: true })
  await expect.element(screen.getByRole('button', { name: 'Moons' })).toHaveFocus()
  await userEvent.tab()
  await expect.element(link('Planet 0')).toHaveFocus()
  await userEvent.tab()
  await expect.poll(() => screen.container.contains(document.activeElement)).toBe(false)
})
