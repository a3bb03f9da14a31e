/** Containers and objects that cases of the object storage work on. */
import { matching } from '#fake-cloud/contract/matchers.ts'
import { must, type Stage } from '#fake-cloud/contract/stage.ts'

export const TRANSACTION = /^tx[\da-f]{21}-[\da-f]{10}/
export const HTML = 'text/html; charset=UTF-8'
export const HELLO_MD5 = '5d41402abc4b2a76b9719d911017c592'

/** A refusal of Swift's: HTML, whatever was asked for. Source: "Object storage". */
export const page = (status: number, title: string, sentence: string) => ({
  status,
  headers: { 'content-type': HTML, 'x-trans-id': matching(TRANSACTION) },
  text: `<html><h1>${title}</h1><p>${sentence}</p></html>`,
})
export const NOT_FOUND = page(404, 'Not Found', 'The resource could not be found.')

/** A container of the run's. @returns its path */
export async function container(stage: Stage, headers: Record<string, string> = {}): Promise<string> {
  const { objects } = await stage.as('producer')
  const path = `/${stage.run}`
  must(await objects.put(path, undefined, headers), 201)
  stage.afterwards(() => objects.delete(path))
  return path
}

/** Puts objects into a new container, all holding "hello". @returns its path */
export async function filled(stage: Stage, ...names: string[]): Promise<string> {
  const { objects } = await stage.as('producer')
  const path = await container(stage)
  for (const name of names) {
    const object = `${path}/${encodeURIComponent(name)}`
    must(await objects.put(object, 'hello', { 'content-type': 'application/x-vhd' }), 201)
    stage.afterwards(() => objects.delete(object))
  }
  return path
}
