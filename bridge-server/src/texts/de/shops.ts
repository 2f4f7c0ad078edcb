import type { shopTexts as english } from '../en/shops.ts';
import type { Translated } from '../text.ts';

const signNew =
  'Signieren Sie mit dem neuen Schlüssel ein kompaktes JWS: typ {type}, Claims iss, aud, iat und replaces.';
const outOfReach = 'Nichts, wenn die Bridge den Shop nicht erreichen soll: Der Shop holt seine Ergebnisse selbst ab.';
const allowHost = {
  screen: `${outOfReach} Sonst machen Sie den Shop mit https unter einer öffentlichen Adresse erreichbar, oder bitten Sie den Betreiber der Bridge, seinen Host zuzulassen.`,
  commandLine: `${outOfReach} Sonst machen Sie den Shop mit https unter einer öffentlichen Adresse erreichbar, oder fügen Sie seinen Host zu {variable} hinzu.`,
} as const;
const seeAddress = `${outOfReach} Sonst prüfen Sie, ob die Adresse stimmt und keine Firewall die Bridge blockiert.`;
const seePlugin =
  'Prüfen Sie, ob das Plugin unter dieser Adresse aktiv ist und keine Firewall, Anmeldung oder Wartungsseite an seiner Stelle antwortet.';
const seeCopy =
  'Prüfen Sie, ob die Adresse zu diesem Shop gehört und nicht zu einer Kopie, und ob kein Cache an seiner Stelle antwortet. Koppeln Sie dann erneut.';
const unproved = 'Die Adresse weist den Schlüssel des Shops nicht nach';
const noAnswer = 'Die Adresse des Shops antwortet nicht';
const newUnproved = 'Der neue Schlüssel ist nicht nachgewiesen';

/** Why a shop's address, or a shop's new key, is not proved. */
export const shopTexts = {
  'reach.address_refused': {
    title: 'Die Adresse des Shops ist privat',
    cause: 'Die Adresse ist privat oder ohne https, und ihr Host steht nicht in {variable}.',
    remedy: allowHost,
  },
  'reach.address_refused:because': {
    title: 'Die Adresse des Shops ist privat',
    cause: '{because}',
    remedy: allowHost,
  },
  'reach.unreachable': { title: noAnswer, cause: 'Die Adresse des Shops hat nicht geantwortet.', remedy: seeAddress },
  'reach.unreachable:because': { title: noAnswer, cause: '{because}', remedy: seeAddress },
  'reach.redirected': {
    title: 'Die Adresse des Shops leitet weiter',
    cause: 'Die Adresse des Shops hat mit einer Weiterleitung geantwortet ({status}).',
    remedy:
      'Tragen Sie in WordPress die tatsächliche Adresse des Shops ein (Einstellungen, Allgemein: Website-Adresse), und koppeln Sie erneut.',
  },
  'reach.not_kontor': {
    title: 'Statt des Plugins antwortet eine andere Seite',
    cause: 'Die Adresse des Shops hat geantwortet ({status}), aber nicht so wie das Plugin Kontor.',
    remedy: seePlugin,
  },
  'reach.unproved:not_signed': {
    title: unproved,
    cause: 'Die Antwort unter der Adresse des Shops ist nicht mit dem Schlüssel des Shops signiert.',
    remedy: seeCopy,
  },
  'reach.unproved:other_purpose': {
    title: unproved,
    cause: 'Die Antwort unter der Adresse des Shops ist signiert, aber für etwas anderes.',
    remedy: seeCopy,
  },
  'reach.unproved:other_key': {
    title: unproved,
    cause: 'Die Antwort unter der Adresse des Shops nennt einen anderen Schlüssel (kid, iss).',
    remedy: seeCopy,
  },
  'reach.unproved:other_bridge': {
    title: unproved,
    cause: 'Die Antwort unter der Adresse des Shops gilt (aud) für eine andere Bridge.',
    remedy: seeCopy,
  },
  'reach.unproved:other_question': {
    title: unproved,
    cause: 'Die Antwort unter der Adresse des Shops gehört zu einer früheren Frage (nonce).',
    remedy: seeCopy,
  },
  'reach.unproved:skewed_clock': {
    title: unproved,
    cause: 'Die Uhr unter der Adresse des Shops weicht mehr als 60 Sekunden von der Uhr der Bridge ab.',
    remedy: seeCopy,
  },

  'key.unproved:not_signed': {
    title: newUnproved,
    cause: 'Der Nachweis ist nicht mit dem neuen Schlüssel signiert.',
    remedy: signNew,
  },
  'key.unproved:other_type': {
    title: newUnproved,
    cause: 'Der Nachweis hat einen anderen Typ (typ).',
    remedy: signNew,
  },
  'key.unproved:foreign_key': {
    title: newUnproved,
    cause: 'Der Header des Nachweises enthält einen eigenen Schlüssel.',
    remedy: signNew,
  },
  'key.unproved:claim_missing': { title: newUnproved, cause: 'Dem Nachweis fehlt ein Claim.', remedy: signNew },
  'key.unproved:other_shop': {
    title: newUnproved,
    cause: 'Der Nachweis gehört (iss) zu einem anderen Shop.',
    remedy: signNew,
  },
  'key.unproved:other_bridge': {
    title: newUnproved,
    cause: 'Der Nachweis gilt (aud) für eine andere Bridge.',
    remedy: signNew,
  },
  'key.unproved:other_key': {
    title: newUnproved,
    cause: 'Der Nachweis ersetzt einen anderen Schlüssel als den, mit dem die Anfrage signiert ist.',
    remedy: signNew,
  },
  'key.unproved:skewed_clock': {
    title: newUnproved,
    cause: 'Der Nachweis wurde mehr als 60 Sekunden vor oder nach der Uhrzeit der Bridge erstellt.',
    remedy: signNew,
  },
} as const satisfies Translated<typeof english>;
