import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bucketOf, probabilityOf } from '../../../src/announcement/decisions/weigh.ts'
import { likeliest } from '../../../src/announcement/fields/candidate.ts'
import { learn, learnChoice } from '../../train/logistic.ts'

test('a probability grows with its weights, and what is not known weighs nothing', () => {
  const weights = { label: 2, deadline: -3 }
  assert.equal(probabilityOf(weights, []), 0.5)
  assert.equal(probabilityOf(weights, ['label']), 0.881)
  assert.equal(probabilityOf(weights, ['label', 'never seen']), 0.881)
  assert.equal(probabilityOf(weights, ['label', 'deadline']), 0.269)
})

test('a bucket is the first limit that holds a number', () => {
  assert.deepEqual(
    [0, 1, 2, 9].map((value) => bucketOf('words', value, [1, 3])),
    ['words:1', 'words:1', 'words:3', 'words:more'],
  )
})

test('of several readings the likeliest, and none where none is likely', () => {
  const readings = [
    { value: { value: 'a greeting' }, features: ['greeting'] },
    { value: { value: 'a title' }, features: ['quoted'] },
  ]
  const best = likeliest(readings, { quoted: 2, greeting: -2 }, 0.5)
  assert.deepEqual(best, { value: { value: 'a title' }, sure: 0.867 })
  const twice = [...readings, { value: { value: 'a title' }, features: ['quoted'] }]
  assert.deepEqual(likeliest(twice, { quoted: 2, greeting: -2 }, 0.5), { ...best, sure: 0.929 })
  assert.equal(likeliest(readings, { quoted: -2, greeting: -2 }, 0.5), null)
  assert.equal(likeliest([], {}, 0.5), null)
})

const often = (features: string[], yes: boolean) => Array.from({ length: 20 }, () => ({ features, yes }))

test('what is learnt follows the examples, is the same every time, and leaves out what was hardly seen', () => {
  const examples = [
    ...often(['label', 'clock'], true),
    ...often(['deadline', 'clock'], false),
    { features: ['once'], yes: true },
  ]
  const weights = learn(examples)
  assert.deepEqual(learn(examples), weights)
  assert.ok(weights['label']! > 0.5 && weights['deadline']! < -0.5, JSON.stringify(weights))
  assert.equal(weights['once'], undefined)
})

test('a choice is learnt against the other readings and against none', () => {
  const groups = Array.from({ length: 20 }, () => [
    { features: ['quoted'], yes: true },
    { features: ['greeting'], yes: false },
  ])
  const weights = learnChoice(groups)
  assert.ok(weights['quoted']! > weights['greeting']!, JSON.stringify(weights))
  assert.ok(probabilityOf(weights, ['quoted']) > 0.5)
})
