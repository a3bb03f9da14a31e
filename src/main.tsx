import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'

import { makeQueryClient } from '#api/query-client.ts'
import { endSession } from '#app/session-gate.tsx'

import { makeRouter } from './routes.tsx'

import '#app/styles.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root".')

const router = makeRouter(makeQueryClient(endSession))
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
)
