import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '#app/styles.css'
import { Planets, planets } from './planets.tsx'

const show = async (width = 800) => {
  const act = vi.fn<(act: string) => void>()
  const screen = await render(<Planets rows={planets(100)} text={({ name }) => name} onMenuAct={act} width={width} />)
  const link = screen.getByRole('link', { name: 'Planet 2', exact: true })
  await expect.element(link).toBeInTheDocument()
  return { screen, act, link, menu: screen.getByRole('menu', { name: 'Actions for Planet 2' }) }
}

test.each(['{Shift>}{F10}{/Shift}', '{ContextMenu}'])(
  '%s opens the menu under the row, ready on its first item',
  async (keys) => {
    const { screen, act, link, menu } = await show()
    link.element().focus()
    await userEvent.keyboard(keys)
    await expect.element(menu).toBeVisible()
    await expect.element(screen.getByRole('menuitem', { name: 'Visit' })).toHaveFocus()
    const gap = menu.element().getBoundingClientRect().top - link.element().getBoundingClientRect().bottom
    // While it fades in it still moves by two pixels.
    expect(Math.abs(gap)).toBeLessThan(8)

    await userEvent.keyboard('{ArrowDown}{Enter}')
    expect(act).toHaveBeenCalledExactlyOnceWith('leave Planet 2')
    await expect.element(menu).not.toBeInTheDocument()
    await expect.element(link).toHaveFocus()
  },
)

test('a right click opens it at the pointer; Escape gives the focus back to the row', async () => {
  const { screen, act, link, menu } = await show()
  await link.click({ button: 'right', position: { x: 20, y: 8 } })
  await expect.element(menu).toBeVisible()
  const corner = link.element().getBoundingClientRect()
  const box = menu.element().getBoundingClientRect()
  expect(Math.abs(box.left - (corner.left + 20))).toBeLessThan(8)
  expect(Math.abs(box.top - (corner.top + 8))).toBeLessThan(12)
  await userEvent.keyboard('{Escape}')
  await expect.element(menu).not.toBeInTheDocument()
  await expect.element(link).toHaveFocus()
  expect(act).not.toHaveBeenCalled()
  expect(screen.getByRole('menu').elements()).toHaveLength(0)
})

test.each([800, 360])('at %i px the row’s last button opens it too', async (width) => {
  const { screen, act, link, menu } = await show(width)
  await screen.getByRole('button', { name: 'Actions for Planet 2', exact: true }).click()
  await expect.element(menu).toBeVisible()
  await screen.getByRole('menuitem', { name: 'Visit' }).click()
  expect(act).toHaveBeenCalledExactlyOnceWith('visit Planet 2')
  await expect.element(link).toHaveFocus()
})
