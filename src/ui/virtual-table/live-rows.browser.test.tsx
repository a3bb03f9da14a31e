import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '#app/styles.css'
import { type Planet, Planets, planets } from './planets.tsx'

const show = async (rows: readonly Planet[], more: { changedAt?: (row: Planet) => number | undefined } = {}) => {
  const table = (now: readonly Planet[]) => (
    <Planets rows={now} isSelectable chosen={['p3', 'p500']} view="one" {...more} />
  )
  const screen = await render(table(rows))
  const link = (at: number) => screen.getByRole('link', { name: `Planet ${at}`, exact: true })
  const scroller = () => screen.getByRole('table').element().parentElement!
  const place = (at: number) => Math.round(link(at).element().getBoundingClientRect().top)
  return { screen, link, scroller, place, become: (now: readonly Planet[]) => screen.rerender(table(now)) }
}

const base = planets(1_000)
const news = planets(300, 5_000)

test('rows that come and go above leave the rows on screen, the focus and the choice where they are', async () => {
  const { screen, link, scroller, place, become } = await show(base)
  await expect.element(link(0)).toBeVisible()
  scroller().scrollTo({ top: 500 * 36 - 10 })
  await expect.element(link(503)).toBeVisible()
  await link(503).click()
  const before = place(503)

  await become([...news, ...base])
  await expect.poll(() => place(503)).toBe(before)
  await expect.element(link(503)).toHaveFocus()
  await expect.element(screen.getByRole('checkbox', { name: 'Select Planet 500', exact: true })).toBeChecked()
  await expect.element(link(505)).toBeVisible()

  await become(base.slice(100))
  await expect.poll(() => place(503)).toBe(before)
  await expect.element(link(503)).toHaveFocus()

  // The row at the top of the screen is gone itself.
  await become(base.filter(({ id }) => id !== 'p499' && id !== 'p500'))
  await expect.poll(() => place(503)).toBeLessThanOrEqual(before)
  await expect.poll(() => before - place(503)).toBeLessThanOrEqual(72)
  await expect.element(link(503)).toHaveFocus()
})

test('at the very top what is new shows', async () => {
  const { link, scroller, become } = await show(base)
  await expect.element(link(0)).toBeVisible()
  await become([...news, ...base])
  await expect.element(link(5_000)).toBeVisible()
  expect(scroller().scrollTop).toBe(0)
})

test('when the row with the focus goes, the next in its place has it; the last hands it back', async () => {
  const { link, become } = await show(base.slice(0, 5))
  await expect.element(link(3)).toBeVisible()
  await link(3).click()
  await become(base.slice(0, 5).filter(({ id }) => id !== 'p3'))
  await expect.element(link(4)).toHaveFocus()
  await become(base.slice(0, 3))
  await expect.element(link(2)).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(link(1)).toHaveFocus()
})

test('the focus elsewhere is not called back by rows that go', async () => {
  const { screen, link, become } = await show(base.slice(0, 5))
  await expect.element(link(3)).toBeVisible()
  await link(3).click()
  const head = screen.getByRole('checkbox', { name: 'Select all' })
  await head.click()
  await become(base.slice(0, 3))
  await expect.element(link(3)).not.toBeInTheDocument()
  await expect.element(head).toHaveFocus()
})

test('the list goes altogether: the focus stays in the table', async () => {
  const { screen, link, scroller, become } = await show(base.slice(0, 2))
  await expect.element(link(1)).toBeVisible()
  await link(1).click()
  await become([])
  await expect.element(screen.getByText('No planets')).toBeVisible()
  expect(document.activeElement).toBe(scroller())
})

test('a row that has just changed is tinted, one that changed a while ago is not', async () => {
  const now = Date.now()
  const { screen, link } = await show(base.slice(0, 5), {
    changedAt: ({ id }) => (id === 'p1' ? now : id === 'p2' ? now - 60_000 : undefined),
  })
  await expect.element(link(0)).toBeVisible()
  const tinted = screen
    .getByRole('row')
    .elements()
    .filter((row) =>
      row.getAnimations({ subtree: true }).some((one) => 'animationName' in one && one.animationName === 'flash'),
    )
  expect(tinted.map((row) => row.ariaRowIndex)).toEqual(['3'])
})
