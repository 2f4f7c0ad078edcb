import { detailsBeside, readable, type LineMeta } from './text.ts';

describe('text that WordPress stores as HTML', () => {
  it.each([
    { html: 'Garn &amp; pinner &#8211; 5 mm &quot;lys&quot;', text: 'Garn & pinner – 5 mm "lys"' },
    { html: 'Strikkebok <em>Vinter</em>', text: 'Strikkebok Vinter' },
    { html: 'Super<strong class="x">lett</strong>', text: 'Superlett' },
    { html: 'Hent i butikk &ndash; gratis', text: 'Hent i butikk – gratis' },
    { html: 'Linje 1<br />Linje 2<BR>Linje 3', text: 'Linje 1 Linje 2 Linje 3' },
    { html: '<p>Rød</p><p>Grønn</p>', text: 'Rød Grønn' },
    { html: 'Bl&aring; &Oslash;ks &euro; &hellip; &times; &frac12; &there4;', text: 'Blå Øks € … × ½ ∴' },
    { html: 'O&#039;Brien O&#x27;Brien O&#39;Brien O&apos;Brien', text: "O'Brien O'Brien O'Brien O'Brien" },
    { html: 'Emoji &#128512; &#x1F600;', text: 'Emoji 😀 😀' },
    { html: 'Windows &#150; &#146;', text: 'Windows – ’' },
    { html: 'a<!-- note -->b', text: 'ab' },
    { html: 'Kopp<script>alert("<b>1</b>")</script> hvit', text: 'Kopp hvit' },
    { html: '<span title="a > b">Kopp</span>', text: 'Kopp' },
  ])('$html is read as $text', ({ html, text }) => {
    expect(readable(html)).toBe(text);
  });

  it.each([
    'a < b',
    '5 < 6 mm',
    'a<5',
    'x > y',
    'Skrue <M6>',
    '<3 garn',
    'R & D',
    'AT&T',
    'a &b; c',
    '&',
    '&amp',
    '&#;',
    '<b',
    '< b >',
  ])('stays as it is when it is no HTML: %s', (text) => {
    expect(readable(text)).toBe(text);
  });

  it.each(['&#0;', '&#7;', '&#127;', '&#xD83D;', '&#1114112;', '&#9999999;', '&nothing;'])(
    'keeps a reference to no character: %s',
    (text) => {
      expect(readable(text)).toBe(text);
    },
  );

  it('is read once, as a browser does', () => {
    expect(readable('R&amp;amp;D')).toBe('R&amp;D');
    expect(readable('a &lt; b &lt;em&gt;c&lt;/em&gt;')).toBe('a < b <em>c</em>');
    expect(readable('&amp;lt;')).toBe('&lt;');
  });

  it.each([['<b '], ['<script>'], ['<!--'], ['<b "'], ['<b \'"'], ['<'], ['&'], ['&#'], ['<a b=c '], [' <br>']])(
    'is read in a time that grows only with its length: many of %j',
    (part) => {
      const started = performance.now();
      readable(part.repeat(200_000));
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );
});

describe("a line's details beside its name", () => {
  /** Counts the characters that methods of strings read during `act`. Unlike a time, it is the same on every machine. */
  function charactersRead(act: () => void): number {
    let count = 0;
    const text = String.prototype;
    const { includes, split, toLowerCase, trim, slice, matchAll } = text;
    const counting = <Args extends unknown[], Answer>(method: (this: string, ...args: Args) => Answer) =>
      function (this: string, ...args: Args): Answer {
        const answer = method.apply(this, args);
        count += typeof answer === 'string' ? answer.length : this.length;
        return answer;
      };
    Object.assign(text, {
      includes: counting(includes),
      split: counting(split as (this: string, by: string) => string[]),
      toLowerCase: counting(toLowerCase),
      trim: counting(trim),
      slice: counting(slice),
      matchAll: counting(matchAll),
    });
    try {
      act();
    } finally {
      Object.assign(text, { includes, split, toLowerCase, trim, slice, matchAll });
    }
    return count;
  }
  const detail = (index: number): LineMeta => ({ label: 'a', value: `b${index}` });
  const many = (count: number) => Array.from({ length: count }, (_, index) => detail(index));

  it.each([
    { name: (count: number) => 'x'.repeat(count * 10), what: 'one long word' },
    { name: (count: number) => 'x - '.repeat(count * 3), what: 'dashes' },
    { name: (count: number) => 'x, '.repeat(count * 4), what: 'commas' },
    { name: (count: number) => 'x - y, '.repeat(count), what: 'both' },
  ])('take only twice the work for twice the text of $what', ({ name }) => {
    const work = (count: number) => charactersRead(() => detailsBeside(name(count), many(count)));
    const half = work(50_000);
    const whole = work(100_000);
    expect(half).toBeGreaterThan(500_000);
    expect(whole).toBeLessThan(half * 2.2);
  });

  it('are left out when the name contains each of their parts', () => {
    expect(detailsBeside('Genser - Blå, grå, Ull', [{ label: 'Farge', value: 'Blå, grå' }])).toEqual([]);
    expect(detailsBeside('Genser - Blå', [{ label: 'Farge', value: 'Blå, grå' }])).toEqual(['Farge: Blå, grå']);
    expect(detailsBeside('Genser - S - M', [{ label: 'Fra', value: 'S - M' }])).toEqual([]);
    expect(detailsBeside('Genser - Blå,', [{ label: 'Farge', value: ',' }])).toEqual(['Farge: ,']);
  });
});
