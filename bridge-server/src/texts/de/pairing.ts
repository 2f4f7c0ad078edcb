import type { pairingTexts as english } from '../en/pairing.ts';
import type { Translated } from '../text.ts';

const another = {
  screen: 'Bitten Sie den Betreiber der Bridge um einen neuen Kopplungscode.',
  commandLine: 'Bitten Sie den Betreiber um einen neuen Code: kontor pair.',
} as const;
const updatePlugin = {
  screen: 'Aktualisieren Sie das Plugin und koppeln Sie erneut.',
  commandLine:
    'Aktualisieren Sie das Plugin und koppeln Sie erneut. Der Nachweis ist ein kompaktes JWS: typ kontor-pairing+jws, kid und die Claims iss, aud, iat, pairing und bh.',
} as const;
const unproved = 'Der Schlüssel des Shops ist nicht nachgewiesen';

/** Why a shop is not paired. */
export const pairingTexts = {
  'pairing.unreadable': {
    title: 'Der Inhalt gehört zu keiner Kopplung',
    cause: 'Der Inhalt gehört zu keiner Kopplung: {field}: {problem}.',
    remedy:
      'Aktualisieren Sie das Plugin. Der Inhalt besteht aus secret, key, proof und shop, wie in /openapi.json beschrieben.',
  },
  'pairing.wrong': {
    title: 'Der Kopplungscode ist falsch',
    cause: 'Die Bridge hat keinen solchen Kopplungscode ausgestellt, oder er ist schon gelöscht.',
    remedy: {
      screen:
        'Fügen Sie den vollständigen Code noch einmal ein. Nach fünf falschen Versuchen gilt er nicht mehr. Bitten Sie dann den Betreiber der Bridge um einen neuen.',
      commandLine:
        'Fügen Sie den vollständigen Code noch einmal ein. Nach fünf falschen Versuchen gilt er nicht mehr. Bitten Sie dann den Betreiber um einen neuen: kontor pair.',
    },
  },
  'pairing.exhausted': {
    title: 'Der Kopplungscode wurde zu oft versucht',
    cause:
      'Der Kopplungscode wurde fünfmal vergeblich versucht, mit falschem Geheimnis oder mit Adressen von Shops, die nicht antworteten. Er gilt nicht mehr.',
    remedy: another,
  },
  'pairing.used': {
    title: 'Der Kopplungscode wurde schon verwendet',
    cause: 'Mit diesem Code wurde bereits ein Shop gekoppelt. Ein Code gilt einmal, für einen Shop.',
    remedy: {
      screen: `${another.screen} Falls keiner Ihrer Shops damit gekoppelt wurde, sagen Sie es ihm sofort.`,
      commandLine: `${another.commandLine} Falls keiner Ihrer Shops damit gekoppelt wurde, sagen Sie es ihm sofort.`,
    },
  },
  'pairing.expired': {
    title: 'Der Kopplungscode ist zu alt',
    cause: 'Der Kopplungscode wurde vor mehr als 15 Minuten erstellt.',
    remedy: another,
  },
  'pairing.unproved': {
    title: unproved,
    cause: 'Der Nachweis ist nicht mit dem Schlüssel des Shops signiert.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_type': {
    title: unproved,
    cause: 'Der Nachweis hat einen anderen Typ (typ).',
    remedy: updatePlugin,
  },
  'pairing.unproved:foreign_key': {
    title: unproved,
    cause: 'Der Header des Nachweises enthält einen eigenen Schlüssel oder eine Erweiterung.',
    remedy: updatePlugin,
  },
  'pairing.unproved:claim_missing': {
    title: unproved,
    cause: 'Dem Nachweis fehlt ein Claim.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_key': {
    title: unproved,
    cause: 'Der Nachweis nennt (kid) einen anderen Schlüssel als den des Shops.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_issuer': {
    title: unproved,
    cause: 'Der Nachweis stammt (iss) von einem anderen Schlüssel.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_bridge': {
    title: unproved,
    cause: 'Der Nachweis gilt (aud) für eine andere Bridge.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_pairing': {
    title: unproved,
    cause: 'Der Nachweis gilt (pairing) für eine andere Kopplung.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_secret': {
    title: unproved,
    cause: 'Der Nachweis gilt (bh) für ein anderes Geheimnis.',
    remedy: updatePlugin,
  },
  'pairing.skewed_clock': {
    title: 'Die Uhren gehen unterschiedlich',
    cause: 'Die Uhr des Shops weicht mehr als 60 Sekunden von der Uhr der Bridge ab; clocks zeigt beide.',
    remedy:
      'Stellen Sie die Uhr des Rechners, der falsch geht, am besten per NTP, und koppeln Sie mit demselben Code erneut.',
  },
  'pairing.shop_exists': {
    title: 'Die Adresse gehört einem anderen Shop',
    cause:
      'Die Bridge kennt einen Shop mit einem anderen Schlüssel, der diese Adresse nachgewiesen hat. Den neuen Schlüssel hat die Adresse nicht nachgewiesen.',
    remedy: {
      screen: 'Wenn es derselbe Shop ist, bitten Sie den Betreiber der Bridge um einen Kopplungscode für diesen Shop.',
      commandLine:
        'Wenn es derselbe Shop ist, bitten Sie den Betreiber um einen Code für diesen Shop: kontor pair --shop. Der Betreiber findet dessen ID mit kontor shop list.',
    },
  },
  'pairing.shop_exists:several': {
    title: 'Die Adresse gehört mehreren Shops',
    cause: 'Mehrere Shops der Bridge haben diese Adresse nachgewiesen. Welcher gemeint ist, ist nicht zu erkennen.',
    remedy: {
      screen:
        'Wenn es einer dieser Shops ist, bitten Sie den Betreiber der Bridge um einen Kopplungscode für diesen Shop.',
      commandLine:
        'Wenn es einer dieser Shops ist, bitten Sie den Betreiber um einen Code für diesen Shop: kontor pair --shop. Der Betreiber findet dessen ID mit kontor shop list.',
    },
  },
  'pairing.key_ended': {
    title: 'Der Schlüssel des Shops gilt nicht mehr',
    cause: 'Der Schlüssel des Shops wurde widerrufen, gewechselt oder ersetzt. Ein solcher Schlüssel gilt nie wieder.',
    remedy: {
      screen:
        'Bitten Sie den Betreiber der Bridge um einen Kopplungscode für diesen Shop und fügen Sie ihn im Plugin ein. Das Plugin erstellt dafür einen neuen Schlüssel.',
      commandLine:
        'Bitten Sie den Betreiber um einen Code für diesen Shop: kontor pair --shop. Fügen Sie ihn im Plugin ein; es erstellt dafür einen neuen Schlüssel.',
    },
  },
  'pairing.protocol:older_plugin': {
    title: 'Das Plugin ist zu alt für die Bridge',
    cause: 'Das Plugin spricht Protokoll {spoken}, die Bridge aber {oldest} bis {newest}.',
    remedy: 'Aktualisieren Sie das Plugin Kontor im Shop und koppeln Sie dann erneut.',
  },
  'pairing.protocol:older_bridge': {
    title: 'Die Bridge ist zu alt für das Plugin',
    cause: 'Das Plugin spricht Protokoll {spoken}, die Bridge aber {oldest} bis {newest}.',
    remedy: {
      screen: 'Bitten Sie den Betreiber, die Bridge zu aktualisieren, und koppeln Sie dann erneut.',
      commandLine: 'Bitten Sie den Betreiber, die Bridge zu aktualisieren, und koppeln Sie dann erneut.',
    },
  },
} as const satisfies Translated<typeof english>;
