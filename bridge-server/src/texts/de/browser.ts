import type { browserTexts as english } from '../en/browser.ts';
import type { Translated } from '../text.ts';

/** Why the bridge does not believe an admin's browser, or why the browser may not do what it asks. */
export const browserTexts = {
  'token.missing': {
    title: 'Das Token fehlt',
    cause: 'Die Anfrage hat einen Header dpop, aber keinen Header kontor-token.',
    remedy:
      'Senden Sie mit der Anfrage das Token des Plugins. Falls es gesendet wurde, entfernt etwas unterwegs den Header kontor-token: Lassen Sie ihn durch.',
  },
  'token.unreadable': {
    title: 'Das Token ist nicht lesbar',
    cause:
      'Der Header kontor-token enthält kein kompaktes JWS (Ed25519) mit Schlüssel-ID und den Claims eines Browser-Tokens.',
    remedy: 'Holen Sie beim Plugin ein neues Token. Hilft das nicht, aktualisieren Sie Plugin und Bridge.',
  },
  'token.wrong_type': {
    title: 'Das Token ist nicht für Browser bestimmt',
    cause: 'Der Typ (typ) des Tokens in kontor-token ist nicht kontor-admin+jws.',
    remedy: 'Senden Sie das Token, das das Plugin für Browser ausstellt, kein anderes.',
  },
  'token.unknown_key': {
    title: 'Der Schlüssel des Tokens ist nicht bekannt',
    cause: 'Der Shop hat keinen Schlüssel mit der ID (kid), die das Token nennt.',
    remedy: 'Koppeln Sie den Shop erneut mit der Bridge.',
  },
  'token.revoked_key': {
    title: 'Der Schlüssel des Tokens ist widerrufen',
    cause: 'Der Schlüssel, mit dem das Token signiert wurde, ist widerrufen oder ersetzt.',
    remedy: 'Laden Sie die Seite neu. Wurde die Kopplung aufgehoben, koppeln Sie den Shop erneut mit der Bridge.',
  },
  'token.wrong_signature': {
    title: 'Die Signatur des Tokens ist falsch',
    cause: 'Das Token wurde nicht mit dem Schlüssel signiert, den es nennt, oder danach verändert.',
    remedy: 'Holen Sie beim Plugin ein neues Token.',
  },
  'token.wrong_audience': {
    title: 'Das Token gilt für eine andere Bridge',
    cause: 'Das Token nennt (aud) eine andere Adresse als die öffentliche Adresse dieser Bridge.',
    remedy: 'Koppeln Sie den Shop mit der öffentlichen Adresse dieser Bridge.',
  },
  'token.too_long': {
    title: 'Das Token gilt zu lange',
    cause: 'Das Token gilt länger als fünf Minuten.',
    remedy: 'Stellen Sie ein Token aus, das fünf Minuten nach der Ausstellung (iat) endet (exp).',
  },
  'token.expired': {
    title: 'Das Token ist abgelaufen',
    cause: 'Ein Token gilt fünf Minuten, und die Uhr der Bridge liegt außerhalb dieser Zeit.',
    remedy:
      'Holen Sie beim Plugin ein neues Token. Hilft das nicht, stellen Sie die Uhr des Shop-Servers (clocks zeigt beide).',
  },
  'dpop.missing': {
    title: 'Die Signatur des Browsers fehlt',
    cause: 'Die Anfrage hat einen Header kontor-token, aber keinen Header dpop.',
    remedy:
      'Signieren Sie die Anfrage. Falls sie signiert war, entfernt etwas unterwegs den Header dpop: Lassen Sie ihn durch.',
  },
  'dpop.unreadable': {
    title: 'Die Signatur des Browsers ist nicht lesbar',
    cause:
      'Der Header dpop enthält kein kompaktes JWS (ES256) mit öffentlichem P-256-Schlüssel und den Claims einer Anfrage.',
    remedy: 'Laden Sie die Seite neu. Hilft das nicht, aktualisieren Sie Plugin und Bridge.',
  },
  'dpop.wrong_type': {
    title: 'Das ist keine Signatur eines Browsers',
    cause: 'Der Typ (typ) des Tokens in dpop ist nicht dpop+jwt.',
    remedy: 'Senden Sie eine Signatur, die für diese Anfrage erstellt wurde, kein anderes Token.',
  },
  'dpop.wrong_key': {
    title: 'Signatur und Token gehören zu verschiedenen Schlüsseln',
    cause: 'Der Fingerabdruck des Schlüssels der Signatur ist nicht der, den das Token nennt (cnf.jkt).',
    remedy: 'Holen Sie ein Token für den Schlüssel, mit dem signiert wird.',
  },
  'dpop.wrong_token': {
    title: 'Die Signatur gilt für ein anderes Token',
    cause: 'Die Signatur nennt nicht den SHA-256-Wert (ath) des Tokens, mit dem sie gesendet wurde.',
    remedy: 'Signieren Sie die Anfrage neu, zusammen mit dem Token, das Sie senden.',
  },
  'caller.not_admin': {
    title: 'Das dürfen nur Shop-Administratoren',
    cause: 'Der Benutzer bearbeitet Bestellungen, darf den Shop aber nicht verwalten (manage_woocommerce).',
    remedy: 'Bitten Sie einen Administrator des Shops darum.',
  },
} as const satisfies Translated<typeof english>;
