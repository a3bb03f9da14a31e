import { expect, test } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { demoClouds, openstack, passwordOf, rackspace } from './demo-clouds.ts'
import {
  chooseCloud,
  openAccountMenu,
  openSignIn,
  passwordField,
  sendPassword,
  signInHeading,
  signOut,
  submit,
} from './sign-in-form.ts'
import { imageId, imageLinks, imageRow, imageTable, openCatalog, searchField, signInAs } from './support.ts'

/** What the seed makes up for the producers. */
const API_KEY = '0f4c1a9d2b7e48659a3c5d81e6b7f290'
const CREDENTIAL = { id: 'ce4a8aae6202933891c43f03f0e090a9', secret: 'producer-app-secret' }
const ACCOUNT_NUMBER = '728391'

for (const cloud of demoClouds) {
  test(`a user of the ${cloud.label} signs in by password and is in the catalog`, async ({ page }) => {
    await openSignIn(page, cloud)
    await sendPassword(page, 'producer', passwordOf('producer'))
    await expect(imageTable(page)).toBeVisible()
    await expect(page).toHaveURL(paths.images(cloud.region))
    await expect(await openAccountMenu(page)).toContainText(cloud.label)
  })

  test(`the ${cloud.label} asks for a passcode, refuses a wrong one and takes the right one`, async ({ page }) => {
    await openSignIn(page, cloud)
    await sendPassword(page, 'secured', passwordOf('secured'))
    await expect(page.getByRole('heading', { name: 'Enter your passcode' })).toBeVisible()
    const passcode = page.getByRole('textbox', { name: 'Passcode' })
    await expect(passcode).toBeFocused()

    await passcode.fill('000000')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('alert')).toContainText('That passcode was not accepted')
    await expect(passcode).toBeFocused()

    // As an authenticator shows it, in two groups.
    await passcode.fill('123 456')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(imageTable(page)).toBeVisible()
  })
}

test('the passcode step can be left for another user', async ({ page }) => {
  await openSignIn(page, rackspace)
  await sendPassword(page, 'secured', passwordOf('secured'))
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click()
  await expect(signInHeading(page)).toBeVisible()
  await sendPassword(page, 'observer', passwordOf('observer'))
  await expect(imageTable(page)).toBeVisible()
})

const demoRoles = [
  { cloud: rackspace, roles: ['producer', 'consumer', 'observer', 'creator'] },
  { cloud: openstack, roles: ['producer', 'consumer', 'observer', 'admin'] },
]
for (const { cloud, roles } of demoRoles)
  test(`the ${cloud.label} offers its accounts, each one press away`, async ({ page }) => {
    await openSignIn(page, cloud)
    for (const role of roles) await expect(page.getByRole('button', { name: `Sign in as ${role}` })).toBeVisible()
    await page.getByRole('button', { name: 'Sign in as observer' }).click()
    await expect(imageTable(page)).toBeVisible()
    await expect(await openAccountMenu(page)).toContainText('observer')
  })

test('a user with several projects chooses one; next time the last one is chosen already', async ({ page }) => {
  await openSignIn(page, openstack)
  await sendPassword(page, 'multi', passwordOf('multi'))
  await expect(page.getByRole('heading', { name: 'Choose a project' })).toBeVisible()
  await expect(page.getByRole('radio')).toHaveCount(4)
  await expect(page.getByRole('radio', { name: 'archived' })).toBeDisabled()
  await page.getByText('staging', { exact: true }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(imageRow(page, 'staging-candidate')).toBeVisible()

  await signOut(page)
  await sendPassword(page, 'multi', passwordOf('multi'))
  await expect(page.getByRole('radio', { name: 'staging' })).toBeChecked()
})

test('a reload in the middle of choosing a project comes back to the choice', async ({ page }) => {
  await openSignIn(page, openstack)
  await sendPassword(page, 'multi', passwordOf('multi'))
  await expect(page.getByRole('heading', { name: 'Choose a project' })).toBeVisible()
  await page.reload()
  await page.getByText('consumer', { exact: true }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await searchField(page).fill('consumer-private-notes')
  await expect(imageRow(page, 'consumer-private-notes')).toBeVisible()
})

test('a user switches to another project without signing in again', async ({ page }) => {
  await openSignIn(page, openstack)
  await sendPassword(page, 'multi', passwordOf('multi'))
  await page.getByText('staging', { exact: true }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(imageRow(page, 'staging-candidate')).toBeVisible()

  await page.getByRole('button', { name: 'Project' }).click()
  await page.getByRole('option', { name: 'consumer' }).click()
  await expect(page.getByRole('button', { name: 'Project' })).toContainText('consumer')
  await searchField(page).fill('private-notes')
  await expect(imageLinks(page)).toHaveText(['consumer-private-notes'])
})

test('an application credential signs in without a user name', async ({ page }) => {
  await openSignIn(page, openstack)
  await page.getByRole('tab', { name: 'Application credential' }).click()
  await page.getByLabel('Application credential ID').fill(CREDENTIAL.id)
  await page.getByRole('textbox', { name: 'Application credential secret' }).fill(CREDENTIAL.secret)
  await submit(page)
  await expect(imageTable(page)).toBeVisible()
  await expect(await openAccountMenu(page)).toContainText('producer')
})

test('an API key signs in to the Rackspace demo', async ({ page }) => {
  await openSignIn(page, rackspace)
  await page.getByRole('tab', { name: 'API key' }).click()
  await page.getByRole('textbox', { name: 'Username' }).fill('producer')
  await page.getByRole('textbox', { name: 'API key' }).fill(API_KEY)
  await submit(page)
  await expect(imageTable(page)).toBeVisible()
  await expect(await openAccountMenu(page)).toContainText(ACCOUNT_NUMBER)
})

const doesNotKnow = 'does not know this username with this password'
const refusals = [
  {
    cloud: rackspace,
    cases: [
      { username: 'producer', password: 'not-it', says: `Rackspace demo ${doesNotKnow}` },
      { username: 'nobody', password: 'nobody-pw', says: `Rackspace demo ${doesNotKnow}` },
      { username: 'disabled', password: passwordOf('disabled'), says: 'This user is locked or disabled' },
      { username: 'unenrolled', password: passwordOf('unenrolled'), says: 'A second factor must be set up first' },
    ],
  },
  {
    // On purpose, Keystone tells neither a disabled nor a locked user from a wrong password.
    cloud: openstack,
    cases: [
      { username: 'producer', password: 'not-it', says: `OpenStack demo ${doesNotKnow}` },
      { username: 'homeless', password: passwordOf('homeless'), says: 'You have no project to work in' },
      { username: 'disabled', password: passwordOf('disabled'), says: `OpenStack demo ${doesNotKnow}` },
    ],
  },
]
for (const { cloud, cases } of refusals)
  test(`the ${cloud.label} refuses, and each reason is a sentence of its own`, async ({ page }) => {
    await openSignIn(page, cloud)
    for (const { username, password, says } of cases) {
      await sendPassword(page, username, password)
      await expect(page.getByRole('alert')).toContainText(says)
    }
    await expect(page).toHaveURL('/sign-in')
  })

test('a wrong API key has a sentence of its own', async ({ page }) => {
  await openSignIn(page, rackspace)
  await page.getByRole('tab', { name: 'API key' }).click()
  await page.getByRole('textbox', { name: 'Username' }).fill('producer')
  await page.getByRole('textbox', { name: 'API key' }).fill('0'.repeat(32))
  await submit(page)
  await expect(page.getByRole('alert')).toContainText('does not know this username with this API key')
})

test('a wrong application credential has a sentence of its own', async ({ page }) => {
  await openSignIn(page, openstack)
  await page.getByRole('tab', { name: 'Application credential' }).click()
  await page.getByLabel('Application credential ID').fill(CREDENTIAL.id)
  await page.getByRole('textbox', { name: 'Application credential secret' }).fill('not-it')
  await submit(page)
  await expect(page.getByRole('alert')).toContainText('does not know this application credential')
})

test('after a wrong password the username stays, and typing replaces the password', async ({ page }) => {
  await openSignIn(page, rackspace)
  await sendPassword(page, 'observer', 'not-it')
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('observer')
  await expect(passwordField(page)).toBeFocused()
  await page.keyboard.type(passwordOf('observer'))
  await page.keyboard.press('Enter')
  await expect(imageTable(page)).toBeVisible()
})

test('after ten wrong passwords even the right one has to wait', async ({ page }) => {
  const username = 'homed'
  await openSignIn(page, openstack)
  for (let guess = 1; guess <= 10; guess += 1) {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await sendPassword(page, username, `guess ${guess}`)
    await answered
  }
  await sendPassword(page, username, passwordOf(username))
  await expect(page.getByRole('alert')).toContainText('Too many failed sign-ins')
  await expect(page.getByRole('alert')).toContainText(/the next try is possible in \d minutes/)
})

test('the link that was asked for opens after sign-in', async ({ page, browser }) => {
  const other = await browser.newPage()
  await signInAs(other, rackspace, 'producer')
  const link = paths.image('IAD', await imageId(other, 'IAD', 'payments-appliance 4.2'), 'json')

  await page.goto(link)
  await expect(signInHeading(page)).toBeVisible()
  await chooseCloud(page, rackspace)
  await sendPassword(page, 'producer', passwordOf('producer'))
  await expect(page).toHaveURL(link)
  await expect(page.getByRole('heading', { level: 1, name: 'payments-appliance 4.2' })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'JSON' })).toHaveAttribute('aria-selected', 'true')
})

for (const next of ['https://evil.example/', '//evil.example/'])
  test(`sign-in leads nowhere else, whatever the link says: ${next}`, async ({ page }) => {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await chooseCloud(page, rackspace)
    await page.getByRole('button', { name: 'Sign in as producer' }).click()
    await expect(imageTable(page)).toBeVisible()
    await expect(page).toHaveURL(paths.images('DFW'))
  })

test('whoever is signed in already goes straight on', async ({ page }) => {
  await signInAs(page, rackspace, 'observer')
  await page.goto(`/sign-in?next=${encodeURIComponent(paths.images('ORD'))}`)
  await expect(imageTable(page)).toBeVisible()
  await expect(page).toHaveURL(paths.images('ORD'))
})

test('sign-out leads to the sign-in page, and Back shows nothing of the account', async ({ page }) => {
  await openCatalog(page, rackspace)
  await signOut(page)
  await expect(signInHeading(page)).toBeVisible()
  await expect(page).toHaveURL('/sign-in')

  await page.goBack()
  await expect(signInHeading(page)).toBeVisible()
  await expect(imageTable(page)).toBeHidden()
})

test('a forged session cookie is no session', async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: 'cloud-images', value: 'Zm9yZ2Vk%3Bbm90LXNlYWxlZA', url: baseURL ?? '' }])
  await page.goto(paths.images('DFW'))
  await expect(signInHeading(page)).toBeVisible()
})
