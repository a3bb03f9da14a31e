import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '#app/styles.css'
import { columns, drawn, Planets, type PlanetsProps, planets } from './planets.tsx'

const show = async (props: Partial<PlanetsProps> = {}) => {
  const screen = await render(<Planets rows={planets(1_000)} isResizable {...props} />)
  const head = (name: string) => screen.getByRole('columnheader', { name, exact: true })
  const handle = (name: string) => screen.getByRole('separator', { name: `Resize ${name}` })
  const widths = (text: string) =>
    expect.element(screen.getByRole('status', { name: 'Widths' })).toHaveTextContent(text)
  await expect.element(head('Name')).toBeVisible()
  return { screen, head, handle, widths, widthOf: (name: string) => head(name).element().getBoundingClientRect().width }
}

/** Presses the handle, moves sideways in small steps, and lets go. */
function drag(handle: Element, by: number, end = 'pointerup') {
  const { left, top } = handle.getBoundingClientRect()
  const at = (x: number) => ({ bubbles: true, pointerId: 1, button: 0, clientX: left + x, clientY: top + 4 })
  // No pointer is really down, so there is none to capture.
  handle.setPointerCapture = () => undefined
  handle.dispatchEvent(new PointerEvent('pointerdown', at(0)))
  handle.dispatchEvent(new PointerEvent('pointermove', at(by / 2)))
  handle.dispatchEvent(new PointerEvent('pointermove', at(by)))
  handle.dispatchEvent(new PointerEvent(end, at(by)))
}

test('dragging a head’s end makes the column wider, and draws no row again meanwhile', async () => {
  const { screen, handle, widths, widthOf } = await show()
  const before = widthOf('Moons')
  drawn.length = 0
  drag(handle('Moons').element(), 60)
  await widths(`moons ${before + 60}`)
  await expect.poll(() => widthOf('Moons')).toBe(before + 60)
  expect(screen.getByRole('cell').first().element().getBoundingClientRect().width).toBe(before + 60)
  expect(drawn).toEqual([])
})

test('a drag that is called off changes nothing; a double click gives the usual width back', async () => {
  const { handle, widths, widthOf } = await show()
  const before = widthOf('Moons')
  drag(handle('Moons').element(), 60, 'pointercancel')
  await widths('')
  await expect.poll(() => widthOf('Moons')).toBe(before)
  drag(handle('Moons').element(), -30)
  await widths(`moons ${before - 30}`)
  await handle('Moons').dblClick()
  await widths('')
  await expect.poll(() => widthOf('Moons')).toBe(before)
})

test('the keyboard resizes: along the head to the handle, arrows, Enter for the usual width', async () => {
  const { screen, handle, widths, widthOf } = await show()
  const before = widthOf('Moons')
  screen.getByRole('button', { name: 'Moons' }).element().focus()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(handle('Moons')).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  await widths(`moons ${before + 16}`)
  await expect.element(handle('Moons')).toHaveAttribute('aria-valuenow', String(before + 16))
  await userEvent.keyboard('{ArrowLeft}')
  await widths(`moons ${before}`)
  await userEvent.keyboard('{Enter}')
  await widths('')
})

test('a key held down counts every step', async () => {
  const { handle, widths, widthOf } = await show()
  const before = widthOf('Moons')
  const target = handle('Moons').element()
  target.focus()
  for (let step = 0; step < 5; step += 1) {
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, repeat: step > 0 }))
    // Sooner than the next frame, later than what React draws at once.
    await Promise.resolve()
  }
  await widths(`moons ${before + 80}`)
  await expect.poll(() => widthOf('Moons')).toBe(before + 80)
})

test('from right to left, left is wider', async () => {
  const { handle, widths, widthOf } = await show({ dir: 'rtl' })
  const before = widthOf('Moons')
  drag(handle('Moons').element(), -40)
  await widths(`moons ${before + 40}`)
  handle('Moons').element().focus()
  await userEvent.keyboard('{ArrowLeft}')
  await widths(`moons ${before + 56}`)
  await expect.poll(() => widthOf('Moons')).toBe(before + 56)
})

test.each(['ltr', 'rtl'] as const)('columns wider than the table scroll beside a name that stays, %s', async (dir) => {
  const many = Array.from({ length: 12 }, (_, at) => ({ ...columns[0]!, id: `c${at}`, header: `Column ${at}` }))
  const { screen, head } = await show({ columns: many, isSelectable: true, dir })
  const link = screen.getByRole('link', { name: 'Planet 1', exact: true })
  const before = link.element().getBoundingClientRect().left
  const scroller = screen.getByRole('table').element().parentElement!
  expect(scroller.scrollWidth).toBeGreaterThan(scroller.clientWidth)
  scroller.scrollTo({ left: dir === 'ltr' ? 2000 : -2000 })
  await expect
    .poll(() => {
      const { left, right } = head('Column 11').element().getBoundingClientRect()
      const frame = scroller.getBoundingClientRect()
      return left >= frame.left && right <= frame.right
    })
    .toBe(true)
  expect(link.element().getBoundingClientRect().left).toBe(before)

  // All of the row still opens it.
  location.hash = ''
  await screen.getByRole('row').nth(2).getByRole('cell').last().click()
  expect(location.hash).toBe('#p1')
})

test('a table that fits does not scroll sideways', async () => {
  const { screen } = await show({ isSelectable: true, onMenuAct: () => undefined })
  const scroller = screen.getByRole('table').element().parentElement!
  expect(scroller.scrollWidth).toBe(scroller.clientWidth)
})

test('compact rows are lower, and the rows on screen stay', async () => {
  const { screen } = await show()
  const scroller = screen.getByRole('table').element().parentElement!
  scroller.scrollTo({ top: 500 * 36 })
  const link = screen.getByRole('link', { name: 'Planet 501', exact: true })
  await expect.element(link).toBeVisible()
  await screen.rerender(<Planets rows={planets(1_000)} isResizable density="compact" />)
  await expect.poll(() => scroller.scrollTop).toBe(500 * 28)
  await expect.element(link).toBeVisible()
  const rows = screen.getByRole('row').elements()
  expect(rows[2]!.getBoundingClientRect().height).toBe(28)
})
