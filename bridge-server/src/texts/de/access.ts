import type { accessTexts as english } from '../en/access.ts';
import type { Translated } from '../text.ts';

const signAgain =
  'Signieren Sie die Anfrage so, wie sie gesendet wird: Methode, vollständige Adresse mit Query und exakt die Bytes des Inhalts.';

/** Why the bridge does not believe a caller, or why the caller may not do what it asks. */
export const accessTexts = {
  'proof.missing': {
    title: 'Die Anfrage ist nicht signiert',
    cause: 'Die Anfrage hat keinen Header kontor-proof.',
    remedy:
      'Signieren Sie die Anfrage. Falls sie signiert war, entfernt etwas zwischen Shop und Bridge den Header kontor-proof: Lassen Sie ihn durch.',
  },
  'proof.unreadable': {
    title: 'Die Signatur ist nicht lesbar',
    cause: 'Der Header kontor-proof enthält kein kompaktes JWS mit den Claims einer Anfrage.',
    remedy:
      'Senden Sie ein kompaktes JWS mit den Claims iss, aud, iat, jti, htm, htu und bh und mit einer Schlüssel-ID im Header.',
  },
  'proof.wrong_type': {
    title: 'Das Token ist keine Signatur einer Anfrage',
    cause: 'Der Typ (typ) des Tokens in kontor-proof ist nicht kontor-request+jws.',
    remedy: 'Senden Sie eine Signatur, die für diese Anfrage erstellt wurde, kein anderes Token.',
  },
  'proof.wrong_algorithm': {
    title: 'Anderes Signaturverfahren',
    cause: 'Der Algorithmus (alg) der Signatur ist nicht Ed25519.',
    remedy: 'Signieren Sie mit dem Ed25519-Schlüssel des Shops: alg ist EdDSA oder Ed25519.',
  },
  'proof.foreign_key': {
    title: 'Die Signatur bringt einen eigenen Schlüssel mit',
    cause:
      'Der Header der Signatur enthält einen eigenen Schlüssel oder eine Erweiterung (jku, jwk, x5u, x5c oder crit).',
    remedy: 'Nennen Sie den Schlüssel nur über seine ID (kid).',
  },
  'proof.unknown_key': {
    title: 'Der Schlüssel ist nicht bekannt',
    cause: 'Der Shop hat keinen Schlüssel mit der ID (kid), die die Signatur nennt.',
    remedy: 'Verwenden Sie den Schlüssel, den der Shop erhalten hat, oder geben Sie dem Shop einen neuen.',
  },
  'proof.revoked_key': {
    title: 'Der Schlüssel ist widerrufen',
    cause: 'Der Schlüssel, den die Signatur nennt, wurde widerrufen.',
    remedy: 'Geben Sie dem Shop einen neuen Schlüssel.',
  },
  'proof.wrong_signature': {
    title: 'Die Signatur ist falsch',
    cause: 'Die Signatur wurde nicht mit dem genannten Schlüssel erstellt, oder die Anfrage wurde danach verändert.',
    remedy: 'Signieren Sie mit dem privaten Schlüssel, der zur Schlüssel-ID (kid) gehört.',
  },
  'proof.wrong_audience': {
    title: 'Die Signatur gilt für eine andere Bridge',
    cause: 'Die Signatur nennt (aud) eine andere Adresse als die öffentliche Adresse dieser Bridge.',
    remedy:
      'Tragen Sie die öffentliche Adresse der Bridge im Shop genau so ein, wie sie bei der Bridge eingestellt ist (KONTOR_PUBLIC_URL).',
  },
  'proof.wrong_method': {
    title: 'Die Signatur gilt für eine andere Methode',
    cause: 'Die Signatur wurde für eine andere HTTP-Methode (htm) erstellt.',
    remedy: signAgain,
  },
  'proof.wrong_address': {
    title: 'Die Signatur gilt für eine andere Adresse',
    cause:
      'Die Signatur nennt eine andere Adresse (htu). Es muss die öffentliche Adresse der Bridge sein, mit Pfad und Query dieser Anfrage.',
    remedy: signAgain,
  },
  'proof.wrong_body': {
    title: 'Die Signatur gilt für einen anderen Inhalt',
    cause: 'Der Inhalt der Anfrage hat nicht den SHA-256-Wert (bh), den die Signatur nennt.',
    remedy: signAgain,
  },
  'proof.skewed_clock': {
    title: 'Die Uhren gehen unterschiedlich',
    cause: 'Die Signatur wurde mehr als 60 Sekunden vor oder nach der Uhrzeit der Bridge erstellt.',
    remedy: 'Stellen Sie die Uhr, die falsch geht (clocks zeigt beide), und signieren Sie jeden Versuch neu.',
  },
  'proof.replayed': {
    title: 'Die Signatur wurde schon verwendet',
    cause: 'Eine Anfrage mit derselben ID (jti) wurde bereits angenommen.',
    remedy: 'Signieren Sie jeden Versuch neu, mit einer neuen ID.',
  },
  'proof.before_restore': {
    title: 'Die Signatur ist zu alt',
    cause:
      'Die Signatur wurde erstellt, bevor die Datenbank der Bridge aus einer Sicherung wiederhergestellt wurde. Ob sie schon verwendet wurde, ist daher nicht bekannt.',
    remedy: 'Signieren Sie die Anfrage neu.',
  },
  'caller.reads_only': {
    title: 'Ein Lesetoken liest nur Ansichten',
    cause: 'Die Anfrage kam mit einem Lesetoken, das die Artikel der Büros liest und sonst nichts.',
    remedy: 'Signieren Sie die Anfrage mit dem Schlüssel des Shops.',
  },
  'reader.wrong_token': {
    title: 'Das Lesetoken ist nicht gültig',
    cause: 'Das Token im Header Authorization ist unbekannt, abgelaufen oder widerrufen.',
    remedy: 'Holen Sie mit einer signierten Anfrage ein neues: POST /v1/shops/(shop)/views/token.',
  },
  'caller.not_operator': {
    title: 'Das darf nur der Betreiber der Bridge',
    cause: 'Dem Aufrufer fehlt die nötige Berechtigung (Scope). Nur der Betreiber hat sie.',
    remedy: {
      screen: 'Bitten Sie den Betreiber der Bridge darum.',
      commandLine: 'Signieren Sie mit einem Schlüssel des Betreibers. Sie erstellen ihn mit: kontor key create.',
    },
  },
  'shop.unknown': {
    title: 'Diesen Shop gibt es nicht',
    cause: 'Die Adresse nennt einen Shop, den es auf dieser Bridge nicht gibt oder zu dem die Signatur nicht gehört.',
    remedy: 'Verwenden Sie die Shop-ID, die der Shop zusammen mit seinem Schlüssel erhalten hat.',
  },
} as const satisfies Translated<typeof english>;
