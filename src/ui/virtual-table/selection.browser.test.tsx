import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '#app/styles.css'
import { Planets, type PlanetsProps, planets, drawn } from './planets.tsx'

const show = async (props: Partial<PlanetsProps> = {}) => {
  const screen = await render(<Planets rows={planets(1_000)} isSelectable {...props} />)
  const link = (at: number) => screen.getByRole('link', { name: `Planet ${at}`, exact: true })
  const box = (at: number) => screen.getByRole('checkbox', { name: `Select Planet ${at}`, exact: true })
  const chosen = (ids: string) => expect.element(screen.getByRole('status', { name: 'Chosen' })).toHaveTextContent(ids)
  const focus = async (at: number) => {
    await expect.element(link(at)).toBeInTheDocument()
    link(at).element().focus()
  }
  return { screen, link, box, chosen, focus }
}

test('a box chooses its row, and the row says so', async () => {
  const { screen, box, chosen } = await show()
  await box(3).click()
  await chosen('p3')
  await expect.element(box(3)).toBeChecked()
  await expect.element(screen.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '5')
  await box(3).click()
  await chosen('')
  await expect.element(box(3)).not.toBeChecked()
})

test('Shift and a press choose the run from the row pressed before, on boxes and on rows', async () => {
  const { link, box, chosen } = await show()
  await box(2).click()
  await box(5).click({ modifiers: ['Shift'] })
  await chosen('p2 p3 p4 p5')
  await expect.element(box(5)).toBeChecked()
  await link(3).click({ modifiers: ['Shift'] })
  await chosen('p2 p3')
  await box(2).click()
  await box(3).click({ modifiers: ['Shift'] })
  await chosen('')
})

test('Ctrl and a press choose without opening', async () => {
  const { link, chosen } = await show()
  location.hash = ''
  await link(1).click({ modifiers: ['Control'] })
  await link(4).click({ modifiers: ['ControlOrMeta'] })
  await chosen('p1 p4')
  await expect.element(link(4)).toHaveFocus()
  expect(location.hash).toBe('')
  await link(4).click()
  expect(location.hash).toBe('#p4')
})

test('Space and x choose, Shift and arrows walk a run, Shift and Space draw it from the anchor', async () => {
  const { link, chosen, focus } = await show()
  await focus(1)
  await userEvent.keyboard(' ')
  await chosen('p1')
  await userEvent.keyboard('x')
  await chosen('')
  await userEvent.keyboard('x{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  await chosen('p1 p2 p3')
  await expect.element(link(3)).toHaveFocus()
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
  await chosen('p1 p2')
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{/Shift}')
  await chosen('p1 p2 p5 p6')
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Shift>} {/Shift}')
  await chosen('p1 p2 p5 p6 p7 p8')
})

test('Ctrl A chooses every row of the list, the head box shows and undoes it', async () => {
  const { screen, box, focus } = await show()
  const all = screen.getByRole('checkbox', { name: 'Select all' })
  await focus(0)
  await userEvent.keyboard('{ControlOrMeta>}a{/ControlOrMeta}')
  await expect.element(all).toBeChecked()
  await expect
    .poll(() => screen.getByRole('status', { name: 'Chosen' }).element().textContent.split(' '))
    .toHaveLength(1_000)
  await box(0).click()
  await expect.element(all).toBePartiallyChecked()
  await all.click()
  await expect.element(all).toBeChecked()
  await all.click()
  await expect.element(all).not.toBeChecked()
  await expect.element(all).not.toBePartiallyChecked()
})

test('the head box leaves chosen rows alone that are not listed', async () => {
  const { screen, chosen } = await show({ rows: planets(2), chosen: ['elsewhere'] })
  const all = screen.getByRole('checkbox', { name: 'Select all' })
  await expect.element(all).not.toBePartiallyChecked()
  await all.click()
  await chosen('elsewhere p0 p1')
  await all.click()
  await chosen('elsewhere')
})

test('Escape gives the choice up, and only then is left to others', async () => {
  const { chosen, focus } = await show({ chosen: ['p0'] })
  const heard: string[] = []
  const listen = ({ key }: KeyboardEvent) => heard.push(key)
  document.addEventListener('keydown', listen)
  await focus(0)
  await userEvent.keyboard('{Escape}')
  await chosen('')
  expect(heard).toEqual([])
  await userEvent.keyboard('{Escape}')
  expect(heard).toEqual(['Escape'])
  document.removeEventListener('keydown', listen)
})

test('choosing a row draws the cells of no other', async () => {
  const { box, chosen } = await show()
  await expect.element(box(0)).toBeInTheDocument()
  await box(2).click()
  await chosen('p2')
  drawn.length = 0
  await box(4).click()
  await chosen('p2 p4')
  expect(new Set(drawn)).toEqual(new Set(['p2', 'p4']))
})

test('without a selection there are no boxes, and Ctrl with a press is the link’s own', async () => {
  const screen = await render(<Planets rows={planets(10)} />)
  await expect.element(screen.getByRole('link', { name: 'Planet 0' })).toBeInTheDocument()
  expect(screen.getByRole('checkbox').elements()).toHaveLength(0)
  expect(
    screen
      .getByRole('row')
      .elements()
      .some((row) => row.hasAttribute('aria-selected')),
  ).toBe(false)
})

test('a narrow table keeps its boxes, in view', async () => {
  const { box, chosen } = await show({ width: 360 })
  await expect.element(box(1)).toBeVisible()
  await expect.poll(() => getComputedStyle(box(1).element()).opacity).toBe('1')
  await box(1).click()
  await chosen('p1')
})
