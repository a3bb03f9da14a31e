/** Who is signed in, and where. */
import { expect } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack, passwordOf } from '../../demo-clouds.ts'
import { chooseCloud, passwordField, signInHeading, signOut, submit } from '../../sign-in-form.ts'
import { imageTable, openCatalog } from '../../support.ts'
import { answeredByStatus, closeMessages, visit } from './hands.ts'
import type { Operation } from './operation.ts'

const { region } = openstack

export const sessions: readonly Operation[] = [
  {
    name: 'Who is signed in',
    cloud: openstack,
    user: 'producer',
    method: 'GET',
    path: /^session$/,
    // That is what it asks.
    but: { '401': 'none' },
    ...visit(() => paths.images(region)),
    done: (page) => expect(imageTable(page)).toBeVisible(),
  },
  {
    name: 'Which clouds there are',
    cloud: openstack,
    user: 'producer',
    isSignedOut: true,
    method: 'GET',
    path: /^clouds$/,
    // Nobody has to be signed in for it.
    but: { '401': 'none' },
    ...visit(() => paths.signIn()),
    done: (page) => expect(page.getByRole('button', { name: 'Cloud' })).toBeVisible(),
  },
  {
    name: 'Sign in',
    cloud: openstack,
    user: 'producer',
    isSignedOut: true,
    method: 'POST',
    path: /^session$/,
    // Signing in once more does no harm.
    but: { '401': 'told', cut: 'told' },
    open: async (page) => {
      await page.goto(paths.signIn())
      await chooseCloud(page, openstack)
      await page.getByRole('textbox', { name: 'Username' }).fill('producer')
      await passwordField(page).fill(passwordOf('producer'))
    },
    act: (page) => submit(page),
    kept: (page) => expect(passwordField(page)).toHaveValue(passwordOf('producer')),
    done: (page) => expect(imageTable(page)).toBeVisible(),
  },
  {
    name: 'Choose another project',
    cloud: openstack,
    user: 'multi',
    method: 'PUT',
    path: /^session\/project$/,
    but: { '401': 'none' },
    open: async (page) => {
      await page.goto(paths.signIn())
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(imageTable(page)).toBeVisible()
    },
    act: async (page) => {
      await closeMessages(page)
      await page.getByRole('button', { name: 'Project' }).click()
      await page.getByRole('option', { name: 'staging' }).click()
    },
    done: (page) => expect(page.getByText('Now in project staging')).toBeVisible(),
  },
  {
    name: 'Sign out',
    cloud: openstack,
    user: 'producer',
    method: 'DELETE',
    path: /^session$/,
    but: { ...answeredByStatus, '401': 'none' },
    open: (page) => openCatalog(page, openstack),
    act: async (page) => {
      await closeMessages(page)
      await signOut(page)
    },
    done: (page) => expect(signInHeading(page)).toBeVisible(),
  },
]
