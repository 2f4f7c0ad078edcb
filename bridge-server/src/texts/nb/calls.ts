import type { callWords as english } from '../en/calls.ts';
import type { TranslatedWords } from '../text.ts';

/** Why a call to a vendor failed. These sentences stand within other texts. */
export const callWords = {
  'sent.no_address': 'Dette er ikke en adresse.',
  'sent.other_protocol': '{protocol} er verken http eller https.',
  'sent.password': 'Adressen inneholder en bruker eller et passord.',
  'sent.no_https': '{host} ville bli kalt uten https og står ikke i {variable}.',
  'sent.private_address': '{host} er ikke en offentlig adresse og står ikke i {variable}.',
  'sent.no_room': 'Det tillatte antallet forespørsler er brukt opp for øyeblikket.',
  'sent.too_late': 'Forespørselen ble ikke sendt, fordi tiden var ute.',
  'sent.no_connection': 'Det ble ingen forbindelse til {host} i løpet av {milliseconds} ms.',
  'sent.unreachable': '{host} kan ikke nås ({fault}).',
  'sent.no_answer': '{host} svarte ikke i løpet av {milliseconds} ms.',
  'sent.lost': 'Forbindelsen til {host} ble brutt.',
  'sent.lost_by': 'Forbindelsen til {host} ble brutt ({fault}).',
  'sent.too_large': 'Svaret fra {host} er på mer enn {bytes} byte.',
  'vendor.token_refused': '{vendor} avviste et token som det nettopp hadde utstedt.',
  'vendor.key_refused': '{vendor} avviste nøkkelen.',
  'vendor.too_many': 'For mange forespørsler.',
  'vendor.too_many_tokens': 'For mange forespørsler om token.',
  'vendor.answered': '{vendor} svarte {status}.',
  'vendor.forbids': '{vendor} tillater ikke {method} {path}.',
  'vendor.not_as_described': 'Svaret på {method} {path} har ikke den formen {vendor} beskriver.',
  'vendor.foreign_body': '{method} {path} ble besvart med {status} og med innhold som ikke er fra {vendor}.',
  'vendor.no_token': 'Det er ikke noe token: {cause}',
  'vendor.token_status': 'Forespørselen om et token ble besvart med {status}.',
  'vendor.token_foreign': 'Forespørselen om et token ble besvart med {status} og med innhold som ikke er fra {vendor}.',
  'note.unread': '{detail}: kan ikke leses nå. {cause}',
  'note.forbidden': '{detail}: {why}',
} as const satisfies TranslatedWords<typeof english>;
