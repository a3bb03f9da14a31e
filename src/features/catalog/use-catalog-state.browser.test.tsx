import { createMemoryRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { useCatalogState } from './use-catalog-state.ts'

function Probe() {
  const { state, change, search } = useCatalogState()
  return (
    <>
      <input aria-label="Search" value={state.q} onChange={(event) => search(event.target.value)} />
      <output>{state.facets.status.join(' ') || 'any status'}</output>
      <button type="button" onClick={() => change({ facets: { ...state.facets, status: ['active'] } })}>
        Only active
      </button>
      <button type="button" onClick={() => change({ q: '' })}>
        Clear
      </button>
    </>
  )
}

const renderAt = async (url: string) => {
  const router = createMemoryRouter([{ path: '*', Component: Probe }], { initialEntries: [url] })
  const screen = await render(<RouterProvider router={router} />)
  return { router, search: screen.getByRole('textbox'), screen, url: () => router.state.location.search }
}

test('typed text shows at once and reaches the URL when typing pauses, as one step', async () => {
  const { search, url, router } = await renderAt('/images?status=queued')
  await search.fill('web')
  await expect.element(search).toHaveValue('web')
  await expect.poll(url).toBe('?q=web&status=queued')
  expect(router.state.historyAction).toBe('REPLACE')
})

test('keys typed while the URL catches up are not lost', async () => {
  const { search, url } = await renderAt('/images')
  await search.fill('w')
  await expect.poll(url).toBe('?q=w')
  await search.fill('we')
  await search.fill('web')
  await expect.element(search).toHaveValue('web')
  await expect.poll(url).toBe('?q=web')
  await expect.element(search).toHaveValue('web')
})

test('a facet takes the typed text along; Back takes the facet away and leaves the text', async () => {
  const { search, url, router, screen } = await renderAt('/images')
  await search.fill('web')
  await expect.poll(url).toBe('?q=web')
  await screen.getByRole('button', { name: 'Only active' }).click()
  await expect.poll(url).toBe('?q=web&status=active')
  await expect.element(screen.getByRole('status')).toHaveTextContent('active')
  await router.navigate(-1)
  await expect.element(screen.getByRole('status')).toHaveTextContent('any status')
  await expect.element(search).toHaveValue('web')
  await router.navigate(1)
  await expect.element(screen.getByRole('status')).toHaveTextContent('active')
})

test('a link ends the typing: its URL speaks', async () => {
  const { search, router, url } = await renderAt('/images')
  await search.fill('web')
  await expect.poll(url).toBe('?q=web')
  await router.navigate('/images')
  await expect.element(search).toHaveValue('')
  await router.navigate('/images?q=other')
  await expect.element(search).toHaveValue('other')
})

test('clearing clears the field and the URL', async () => {
  const { search, url, screen } = await renderAt('/images?q=web')
  await expect.element(search).toHaveValue('web')
  await screen.getByRole('button', { name: 'Clear' }).click()
  await expect.element(search).toHaveValue('')
  await expect.poll(url).toBe('')
})
