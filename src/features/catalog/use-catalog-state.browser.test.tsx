import { createMemoryRouter, type LoaderFunction } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { useCatalogState } from './use-catalog-state.ts'

function Probe() {
  const { state, change, search } = useCatalogState()
  return (
    <>
      <input aria-label="Search" value={state.q} onChange={(event) => search(event.target.value)} />
      <output>{state.also.join(' ') || 'no other list'}</output>
      <button type="button" onClick={() => change({ also: ['hidden'] })}>
        With hidden
      </button>
      <button type="button" onClick={() => change({ q: `${state.q}+` })}>
        Add
      </button>
      <button type="button" onClick={() => change(({ also }) => ({ also: also.includes('hidden') ? [] : ['hidden'] }))}>
        Turn hidden
      </button>
      <button type="button" onClick={() => change({ q: '' })}>
        Clear
      </button>
    </>
  )
}

const renderAt = async (url: string, loader: LoaderFunction = () => null) => {
  const router = createMemoryRouter([{ path: '*', Component: Probe, loader, HydrateFallback: () => null }], {
    initialEntries: [url],
  })
  const screen = await render(<RouterProvider router={router} />)
  return { router, search: screen.getByRole('textbox'), screen, url: () => router.state.location.search }
}

test('typed text shows at once and reaches the URL when typing pauses, as one step', async () => {
  const { search, url, router } = await renderAt('/images?also=hidden')
  await search.fill('web')
  await expect.element(search).toHaveValue('web')
  await expect.poll(url).toBe('?q=web&also=hidden')
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
  await screen.getByRole('button', { name: 'With hidden' }).click()
  await expect.poll(url).toBe('?q=web&also=hidden')
  await expect.element(screen.getByRole('status')).toHaveTextContent('hidden')
  await router.navigate(-1)
  await expect.element(screen.getByRole('status')).toHaveTextContent('no other list')
  await expect.element(search).toHaveValue('web')
  await router.navigate(1)
  await expect.element(screen.getByRole('status')).toHaveTextContent('hidden')
})

test('a second press before the URL has followed the first undoes it', async () => {
  const { screen, router } = await renderAt('/images')
  const turn = screen.getByRole('button', { name: 'Turn hidden' }).element() as HTMLButtonElement
  turn.click()
  turn.click()
  await expect.poll(() => router.state.navigation.state).toBe('idle')
  await expect.element(screen.getByRole('status')).toHaveTextContent('no other list')
  expect(router.state.location.search).toBe('?q=')
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
  await expect.poll(url).toBe('?q=')
})

test('a second press before the step of the first is done loses neither', async () => {
  const step = Promise.withResolvers<null>()
  const { url, screen } = await renderAt('/images?q=a', ({ request }) =>
    request.url.endsWith('?q=a') ? null : step.promise,
  )
  await screen.getByRole('button', { name: 'Add' }).click()
  await screen.getByRole('button', { name: 'Add' }).click()
  step.resolve(null)
  await expect.poll(url).toBe('?q=a%2B%2B')
})
