import { languageOf, languageOfProcess } from './language.ts';

describe('the language of a request', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-AT', 'de'],
    ['nb-NO,nb;q=0.9,en;q=0.8', 'nb'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['fr-FR, de;q=0.4, en;q=0.7', 'en'],
    ['fr, de;q=0.4', 'de'],
    ['en;q=0.2, de;q=0.9', 'de'],
    ['de;q=0, nb;q=0.1', 'nb'],
    ['fr', 'en'],
    ['*', 'en'],
    [';;,,q=1', 'en'],
  ])('%s is answered in %s', (header, language) => expect(languageOf(header)).toBe(language));
});

describe('the language of a command', () => {
  it.each([
    [undefined, {}, 'en'],
    [undefined, { LANG: 'C.UTF-8' }, 'en'],
    [undefined, { LANG: 'de_DE.UTF-8' }, 'de'],
    [undefined, { LANG: 'de_DE.UTF-8', LC_ALL: 'nb_NO' }, 'nb'],
    [undefined, { LANG: 'de_DE.UTF-8', LC_MESSAGES: 'en_GB' }, 'en'],
    ['nb', { LANG: 'de_DE.UTF-8' }, 'nb'],
  ])('--lang %s with %j is %s', (asked, env, language) => expect(languageOfProcess(asked, env)).toBe(language));
});
