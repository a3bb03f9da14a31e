import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'

import { makeQueryClient } from '#api/query-client.ts'
import { endSession } from '#app/session-gate.tsx'
import { shareSession } from '#app/session-tabs.ts'

import { makeRouter } from './routes.tsx'

import '#app/styles.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root".')

const client = makeQueryClient(endSession)
shareSession(client, new BroadcastChannel('cloud-images-session'))
const router = makeRouter(client)
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
)
