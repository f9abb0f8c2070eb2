import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Visit } from '@/shared/visit';
import { colourings, colourOf, statusColours } from './parts/colours';

const visit = { visit_type_id: 't', practitioner_id: 'a', status: 'arrived' } as Visit;
const directory = {
  practitioner: (id: string) => ({ a: { colour: '#111111' }, b: { colour: '#222222' } })[id],
  visitType: () => ({ colour: '#333333' }),
} as unknown as Parameters<typeof colourOf>[3];

describe('the colour of a card', () => {
  it('is of the practitioner in whose column it is, of its type, or of its state', () => {
    expect(colourings.map((colouring) => colourOf(visit, 'b', colouring, directory))).toEqual(['#222222', '#333333', 'var(--now-line)']);
  });
});

// ---- what the style sheets make of a colour, as browsers mix in Oklab -----------------------------

type Triple = [number, number, number];
const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const rgb = (hex: string) => [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as Triple;
const times = (rows: Triple[], [x, y, z]: Triple) => rows.map(([a, b, c]) => a * x + b * y + c * z) as Triple;
const toLms: Triple[] = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]];
const toLab: Triple[] = [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]];
const fromLab: Triple[] = [[1, 0.3963377774, 0.2158037573], [1, -0.1055613458, -0.0638541728], [1, -0.0894841775, -1.291485548]];
const fromLms: Triple[] = [[4.0767416621, -3.3077115913, 0.2309699292], [-1.2684380046, 2.6097574011, -0.3413193965], [-0.0041960863, -0.7034186147, 1.707614701]];
const oklab = (hex: string) => times(toLab, times(toLms, rgb(hex)).map(Math.cbrt) as Triple);
const mixed = (one: string, share: number, other: string) => oklab(one).map((value, at) => value * share + oklab(other)[at]! * (1 - share)) as Triple;
const luminance = (lab: Triple) => {
  const [r, g, b] = times(fromLms, times(fromLab, lab).map((value) => value ** 3) as Triple).map((value) => Math.min(1, Math.max(0, value)));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
const contrast = (one: Triple, other: Triple) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
};

const sheet = readFileSync('src/features/calendar/grid/Grid.module.css', 'utf8');
const tokens = readFileSync('src/app/tokens.css', 'utf8');
const [light = '', dark = ''] = tokens.split("[data-mantine-color-scheme='dark']");
const token = (theme: string, name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(theme)?.[1] ?? '';
const share = (pattern: RegExp) => Number(pattern.exec(sheet)?.[1]) / 100;
const tints = [...sheet.matchAll(/--hue-tint: (\d+)%/g)].map(([, percent]) => Number(percent) / 100);
const onHover = share(/calc\(var\(--hue-tint\) \+ (\d+)%\)/);
const soft = share(/color: color-mix\(in oklab, var\(--ink\) (\d+)%, var\(--card\)\)/);

/** The least contrast of the words on a card of that colour. */
const least = (theme: string, hue: string, tint: number) => {
  const [ink, card] = [token(theme, 'ink'), token(theme, 'card')];
  const words = [mixed(ink, 1, card), mixed(ink, soft, card)];
  return Math.min(...[tint, tint + onHover].flatMap((part) => words.map((word) => contrast(word, mixed(hue, part, card)))));
};

describe('words on a card', () => {
  it('can be read on the colour of every state, by light and in the dark', () => {
    expect(tints).toHaveLength(2);
    for (const [status, colour] of Object.entries(statusColours)) {
      const name = /^var\(--([\w-]+)\)$/.exec(colour)?.[1] ?? '';
      expect([status, least(light, token(light, name), tints[0]!)][1]).toBeGreaterThanOrEqual(4.5);
      expect([status, least(dark, token(dark, name), tints[1]!)][1]).toBeGreaterThanOrEqual(4.5);
    }
  });
  it('can be read on whatever colour a practitioner or a visit type was given', () => {
    for (const hue of ['#000000', '#ffffff', '#ffff00', '#00ffff', '#ff00ff', '#00ff00', '#ff0000', '#0000ff', '#808080']) {
      expect(least(light, hue, tints[0]!), hue).toBeGreaterThanOrEqual(4.5);
      expect(least(dark, hue, tints[1]!), hue).toBeGreaterThanOrEqual(4.5);
    }
  });
});
