import type { Texts } from '../text.ts';

const byItself = 'Nothing: it goes on by itself.';
const asked = 'Nothing: Kontor asks the system about the document, and sends nothing again before it knows.';
const seeWhy = {
  screen: 'Find out why the system does not answer, then try again: Kontor asks it once more.',
  commandLine: 'Find out why the system does not answer, then: kontor retry. Kontor asks it once more.',
} as const;
const keepOne = {
  screen:
    'Look at the documents in the system, keep one and delete the others. Then choose "It is there" and enter its number.',
  commandLine:
    'Look at the documents in the system, keep one and delete the others. Then: kontor found, with its number.',
} as const;
const mergeDuplicates = {
  screen: 'Merge or rename the duplicates in the system, then try again.',
  commandLine: 'Merge or rename the duplicates in the system, then: kontor retry.',
} as const;
const mendWhatIsNamed = {
  screen: 'Correct what the office names, in the shop or in the settings, then try again.',
  commandLine: 'Correct what the office names, in the shop or in the settings, then: kontor retry.',
} as const;
const mendDocument = {
  screen: 'Correct the document in the system and try again, or accept the difference.',
  commandLine: 'Correct the document in the system, then: kontor retry; or accept the difference: kontor accept.',
} as const;
const lookAtLog = {
  screen: 'Ask whoever runs the bridge to look into its log. Once the cause is gone, try again.',
  commandLine: 'Look into the log of those processes. Once the cause is gone: kontor retry.',
} as const;
const lookAtCauses = {
  screen: 'Look at the last causes in the log and remove them, then try again.',
  commandLine: 'Look at the last causes with kontor show and remove them, then: kontor retry.',
} as const;
const report = {
  screen: 'Give the correlation id to whoever runs the bridge. Other orders go on.',
  commandLine: 'This is a bug in the bridge: report it with its correlation id (kontor show). Other orders go on.',
} as const;

/** Why a document does not go on: an answer was lost, Kontor gave up, or the document differs from the order. */
export const deliveryTexts = {
  'doubt.restored': {
    title: 'Being checked after a restore',
    cause: 'The database was restored from a backup. The document may have been made after that backup.',
    remedy: asked,
  },
  'doubt.lost_worker': {
    title: 'Interrupted while it was being sent',
    cause: 'The process that was sending this document ended unexpectedly.',
    remedy: asked,
  },
  'doubt.asked_once': {
    title: 'Not found yet; Kontor asks once more',
    cause: 'The system did not show the document. Its lists may lag behind, so Kontor asks once more.',
    remedy: byItself,
  },
  'doubt.lookup_failed': {
    title: 'The system cannot be asked now',
    cause: 'Kontor could not ask the system about the document.',
    remedy: 'Nothing: Kontor asks again and again for a day.',
  },
  'doubt.lookup_failed:because': {
    title: 'The system cannot be asked now',
    cause: '{because}',
    remedy: 'Nothing: Kontor asks again and again for a day.',
  },
  'doubt.postponed': {
    title: 'Kontor asks the system later',
    cause: 'Kontor cannot ask the system now: the connection is held back, or the limit of requests is reached.',
    remedy: byItself,
  },
  'doubt.postponed:because': { title: 'Kontor asks the system later', cause: '{because}', remedy: byItself },
  'doubt.unanswered': {
    title: 'No answer for a day',
    cause: 'Kontor has not been able to ask the system about the document for a day.',
    remedy: seeWhy,
  },
  'doubt.unanswered:because': { title: 'No answer for a day', cause: '{because}', remedy: seeWhy },
  'doubt.ask': {
    title: 'Is the document in the system?',
    cause: 'The system does not show the document, but it cannot say for certain that the document does not exist.',
    remedy: {
      screen:
        'Look in the system. Then choose "It is there" and enter the document\'s number, or choose "It is not there" or "Handled elsewhere".',
      commandLine:
        'Look in the system. If the document is there: kontor found, with its number. If it is not there: kontor absent. If somebody dealt with it by hand: kontor elsewhere.',
    },
  },
  'doubt.several': {
    title: 'The system has several documents of this order',
    cause: 'The system shows several documents where there should be one.',
    remedy: keepOne,
  },
  'doubt.several:because': {
    title: 'The system has several documents of this order',
    cause: '{because}',
    remedy: keepOne,
  },

  'gave_up.attempts': {
    title: 'Given up after three days',
    cause: 'Kontor tried for about three days.',
    remedy: lookAtCauses,
  },
  'gave_up.attempts:counted': {
    title: 'Given up after three days',
    cause: 'Kontor tried {attempts, number} times within about three days.',
    remedy: lookAtCauses,
  },
  'gave_up.crashed_worker': {
    title: 'The bridge crashed several times',
    cause: 'Three processes crashed while they worked on this document.',
    remedy: lookAtLog,
  },
  'gave_up.crashed_worker:counted': {
    title: 'The bridge crashed several times',
    cause: '{workers, number} processes crashed while they worked on this document.',
    remedy: lookAtLog,
  },
  'gave_up.bug': { title: 'A bug in the bridge', cause: 'An error occurred in the bridge itself.', remedy: report },
  'gave_up.bug:said': {
    title: 'A bug in the bridge',
    cause: 'An error occurred in the bridge itself: {said}',
    remedy: report,
  },

  'refused.document_differs': {
    title: 'The document differs from the order',
    cause:
      "The document's total, VAT, customer, currency or date differs from the order's, by more than rounding can explain.",
    remedy: mendDocument,
  },
  'refused.document_differs:compared': {
    title: 'Document {number} differs from the order',
    cause: 'Document {number} differs from the order: {differences}.',
    remedy: mendDocument,
  },
  'refused.by_office': {
    title: 'The office refuses the document',
    cause: 'The office fetched the document and refused it.',
    remedy: mendWhatIsNamed,
  },
  'refused.by_office:said': { title: 'The office refuses the document', cause: '{said}', remedy: mendWhatIsNamed },
  'refused.several_found': {
    title: 'The system has duplicates',
    cause: 'The order needs one of something, such as one customer, and the system has several of it.',
    remedy: mergeDuplicates,
  },
  'refused.several_found:because': {
    title: 'The system has duplicates',
    cause: '{because}',
    remedy: mergeDuplicates,
  },
  'refused.shared_in_doubt:unanswered': {
    title: 'Was the {object, select, customer {customer} product {product} other {object}} created?',
    cause:
      'It is not known whether the {object, select, customer {customer} product {product} other {object ({object})}} was created: {because}',
    remedy: {
      screen:
        'Find out why the system does not answer, then try again: Kontor asks it once more, and nothing is created twice.',
      commandLine:
        'Find out why the system does not answer, then: kontor retry. Kontor asks it once more, and nothing is created twice.',
    },
  },
  'refused.shared_in_doubt': {
    title: 'Was the {object, select, customer {customer} product {product} other {object}} created?',
    cause:
      'It is not known whether the {object, select, customer {customer} product {product} other {object ({object})}} was created: the system cannot say for certain.',
    remedy: {
      screen: 'Look for it in the system. If it is missing, create it there by hand. Then try again.',
      commandLine: 'Look for it in the system. If it is missing, create it there by hand. Then: kontor retry.',
    },
  },
  'gap.order_unreadable': {
    title: 'The order cannot be read',
    cause: 'No document can be made from the order, because the order cannot be read: {because}',
    remedy: {
      screen: 'Correct the order in the shop and save it there. It is then sent by itself.',
      commandLine:
        'See why with: kontor order show. Correct the order in the shop and save it there. It is then sent by itself.',
    },
  },
  'gap.forgotten': {
    title: "The order's content was erased",
    cause:
      'The content of the order was erased from the bridge, because its time was over or somebody asked for it. No document can be made without it.',
    remedy:
      'Do in {target} by hand what is left to do, then mark it as handled elsewhere. If the order changes in the shop, its content comes back.',
  },

  'prepared.missing': { title: 'Missing', cause: 'It is missing and can be created.', remedy: 'Nothing.' },
  'prepared.there': { title: 'Already there', cause: 'It was there already.', remedy: 'Nothing.' },
  'prepared.made': { title: 'Created', cause: 'It was created.', remedy: 'Nothing.' },
  'prepared.made_before': {
    title: 'Created before',
    cause: 'It was created before. The system may take a moment to show it.',
    remedy: 'Nothing.',
  },
  'prepared.in_doubt': {
    title: 'Possibly created',
    cause: '{because} It may have been created all the same.',
    remedy: 'Try again in a minute.',
  },
} as const satisfies Texts;
