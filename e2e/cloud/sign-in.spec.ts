import { expect, test } from '@playwright/test'

import { cloud, glanceAs } from './cloud.ts'
import { CATALOG, countLine, imageTable, sendPassword, signInAs } from './support.ts'

const { producer, consumer, observer, multi, disabled } = cloud.accounts

test('a user with one project signs in by password and is in it', async ({ page }) => {
  await signInAs(page, producer)
  await expect(page).toHaveURL(CATALOG)
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByText(cloud.projects.producer)).toBeVisible()
})

test('a user with two projects chooses one after the password, and can switch', async ({ page }) => {
  const [asConsumer, asProducer] = await Promise.all([glanceAs(consumer, 'consumer'), glanceAs(producer, 'producer')])
  const [consumers, producers] = await Promise.all([asConsumer.list(), asProducer.list()])
  await page.goto('/sign-in')
  await sendPassword(page, multi)

  const projects = page.getByRole('radiogroup', { name: 'Project' })
  await expect(projects.getByRole('radio')).toHaveCount(2)
  await projects.getByText('consumer', { exact: true }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(countLine(page, `${consumers.length} images`)).toBeVisible()
  await expect(imageTable(page).getByRole('link', { name: 'private of consumer' })).toBeVisible()

  await page.getByRole('button', { name: 'Project' }).click()
  await page.getByRole('option', { name: 'producer' }).click()
  await expect(countLine(page, `${producers.length} images`)).toBeVisible()
})

test('an observer signs in and sees what the project owns', async ({ page }) => {
  await signInAs(page, observer)
  await page.getByRole('searchbox', { name: 'Search images' }).fill('windows-sysprep')
  await expect(imageTable(page).getByRole('link', { name: 'windows-sysprep' })).toBeVisible()
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByText('reader', { exact: true })).toBeVisible()
})

test('an application credential signs in without a user name', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('tab', { name: 'Application credential' }).click()
  await page.getByRole('textbox', { name: 'Application credential ID' }).fill(cloud.credential.id)
  await page.getByRole('textbox', { name: 'Application credential secret' }).fill(cloud.credential.secret)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(imageTable(page)).toBeVisible()
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByText(cloud.projects.producer)).toBeVisible()
})

const refused = [
  { who: 'a wrong password', account: { ...producer, password: 'not-the-password' } },
  { who: 'an unknown user', account: { ...producer, username: 'nobody-here' } },
  // Keystone does not tell a disabled user from a wrong password, and neither can the dashboard.
  { who: 'a disabled user', account: disabled },
]
for (const { who, account } of refused)
  test(`${who} is refused in a sentence`, async ({ page }) => {
    await page.goto('/sign-in')
    await sendPassword(page, account)
    await expect(page.getByRole('alert')).toContainText('Sign-in refused')
    await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue(account.username)
    await expect(page).toHaveURL(/\/sign-in/)
  })

test('the link that was asked for opens after sign-in', async ({ page }) => {
  const glance = await glanceAs(producer, 'producer')
  const image = (await glance.list()).find(({ name }) => name === 'Debian 12 (Bookworm)')
  if (!image) throw new Error('the seed has no Debian 12')
  await page.goto(`${CATALOG}/${image.id}`)
  await sendPassword(page, producer)
  await expect(page).toHaveURL(`${CATALOG}/${image.id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Debian 12 (Bookworm)' })).toBeVisible()
})
