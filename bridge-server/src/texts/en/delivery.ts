import type { Texts } from '../text.ts';

const byItself = 'Nothing: it goes on by itself.';
const asked = 'Nothing: the system is asked about it, and nothing is sent again before that is known.';
const seeWhy = {
  screen: 'See why the system does not answer, then try again: it is asked once more.',
  commandLine: 'See why the system does not answer, then: kontor retry. It is asked again.',
} as const;
const keepOne = {
  screen:
    'Look at the documents in the system, keep one and delete the others, then choose "It is there" and give its number.',
  commandLine:
    'Look at the documents in the system, keep one and delete the others, then: kontor found, with its number.',
} as const;
const mergeDuplicates = {
  screen: 'Merge or rename the duplicates in the system, then try again.',
  commandLine: 'Merge or rename the duplicates at the target, then: kontor retry.',
} as const;
const mendWhatIsNamed = {
  screen: 'Mend what the office names, in the shop or in the settings, then try again.',
  commandLine: 'Mend what the office names, in the shop or in the settings, then: kontor retry.',
} as const;
const mendDocument = {
  screen: 'Mend the document in the system and try again, or accept the difference.',
  commandLine: 'Mend the document at the target, then: kontor retry; or accept the difference: kontor accept.',
} as const;
const lookAtLog = {
  screen: 'Ask whoever runs the bridge to look at its log. When the cause is mended, try again.',
  commandLine: 'Look at the log of those workers. When the cause is mended: kontor retry.',
} as const;
const lookAtCauses = {
  screen: 'Look at its last causes in the log, mend them, then try again.',
  commandLine: 'Look at the last causes with kontor show, mend them, then: kontor retry.',
} as const;
const report = {
  screen: 'Hand the line with its correlation id on to whoever runs the bridge. Other orders go on.',
  commandLine: 'This is a fault of the bridge: report it with its correlation id (kontor show). Other orders go on.',
} as const;

/** Why the way of a document is interrupted: an answer was lost, it is given up, or what was made does not agree. */
export const deliveryTexts = {
  'doubt.restored': {
    title: 'Checked after a restore',
    cause: 'The database was restored from a backup: the document may have been made since.',
    remedy: asked,
  },
  'doubt.lost_worker': {
    title: 'Interrupted while it was being sent',
    cause: 'The worker that had this document ended without a word.',
    remedy: asked,
  },
  'doubt.asked_once': {
    title: 'Not found yet; asked once more',
    cause: 'The system did not show the document. A list may lag behind, so it is asked once more.',
    remedy: byItself,
  },
  'doubt.lookup_failed': {
    title: 'The system cannot be asked now',
    cause: 'The system could not be asked about the document.',
    remedy: 'Nothing: it is asked again, for a day.',
  },
  'doubt.lookup_failed:because': {
    title: 'The system cannot be asked now',
    cause: '{because}',
    remedy: 'Nothing: it is asked again, for a day.',
  },
  'doubt.postponed': {
    title: 'The system is asked later',
    cause: 'The system cannot be asked now; it is held back or its limit is reached.',
    remedy: byItself,
  },
  'doubt.postponed:because': { title: 'The system is asked later', cause: '{because}', remedy: byItself },
  'doubt.unanswered': {
    title: 'No answer for a day',
    cause: 'For a day the system could not be asked about the document.',
    remedy: seeWhy,
  },
  'doubt.unanswered:because': { title: 'No answer for a day', cause: '{because}', remedy: seeWhy },
  'doubt.ask': {
    title: 'Is the document in the system?',
    cause: 'The system does not show the document, and cannot say for certain that there is none.',
    remedy: {
      screen:
        'Look in the system. Then choose "It is not there", or "It is there" with its number, or "Handled elsewhere".',
      commandLine:
        'Look in the system. It is not there: kontor absent. It is: kontor found, with its number. It was dealt with by hand: kontor elsewhere.',
    },
  },
  'doubt.several': {
    title: 'Several documents of this order',
    cause: 'The system shows several documents of this one.',
    remedy: keepOne,
  },
  'doubt.several:because': { title: 'Several documents of this order', cause: '{because}', remedy: keepOne },

  'gave_up.attempts': {
    title: 'Given up after three days',
    cause: 'It was tried for about three days.',
    remedy: lookAtCauses,
  },
  'gave_up.attempts:counted': {
    title: 'Given up after three days',
    cause: 'It was tried {attempts, number} times over about three days.',
    remedy: lookAtCauses,
  },
  'gave_up.crashed_worker': {
    title: 'The bridge broke off several times',
    cause: 'Three workers ended while they had this document.',
    remedy: lookAtLog,
  },
  'gave_up.crashed_worker:counted': {
    title: 'The bridge broke off several times',
    cause: '{workers, number} workers ended without a result while they had this document.',
    remedy: lookAtLog,
  },
  'gave_up.bug': { title: 'A fault of the bridge', cause: 'The bridge met a fault of its own.', remedy: report },
  'gave_up.bug:said': {
    title: 'A fault of the bridge',
    cause: 'The bridge met a fault of its own: {said}',
    remedy: report,
  },

  'refused.document_differs': {
    title: 'The document differs from the order',
    cause:
      "The document's total, or its VAT, customer, currency or date, is not the order's, by more than rounding explains.",
    remedy: mendDocument,
  },
  'refused.document_differs:compared': {
    title: 'Document {number} differs from the order',
    cause: 'Document {number} differs: {differences}.',
    remedy: mendDocument,
  },
  'refused.by_office': {
    title: 'The office refuses the document',
    cause: 'The office refused the document that it fetched.',
    remedy: mendWhatIsNamed,
  },
  'refused.by_office:said': { title: 'The office refuses the document', cause: '{said}', remedy: mendWhatIsNamed },
  'refused.several_found': {
    title: 'Several of what the order needs one of',
    cause: 'The system has several of what the order needs one of, such as customers.',
    remedy: mergeDuplicates,
  },
  'refused.several_found:because': {
    title: 'Several of what the order needs one of',
    cause: '{because}',
    remedy: mergeDuplicates,
  },
  'refused.shared_in_doubt:unanswered': {
    title: 'Was the {object, select, customer {customer} product {product} other {object}} made?',
    cause:
      'It is not known whether the {object, select, customer {customer} product {product} other {object ({object})}} was made: {because}',
    remedy: {
      screen: 'See why the system does not answer, then try again: it is asked once more, and nothing is made twice.',
      commandLine:
        'See why the target does not answer, then: kontor retry. It is asked again, and nothing is made twice.',
    },
  },
  'refused.shared_in_doubt': {
    title: 'Was the {object, select, customer {customer} product {product} other {object}} made?',
    cause:
      'It is not known whether the {object, select, customer {customer} product {product} other {object ({object})}} was made: the system cannot say for certain.',
    remedy: {
      screen: 'Look for it in the system; make it by hand if it is missing, then try again.',
      commandLine: 'Look for it at the target; make it by hand if it is missing, then: kontor retry.',
    },
  },
  'gap.order_unreadable': {
    title: 'The order cannot be read',
    cause: 'Nothing can be planned from the order, since it cannot be read: {because}',
    remedy: {
      screen: 'Mend the order in the shop and save it there; it is then sent by itself.',
      commandLine:
        'See why with: kontor order show. Mend the order in the shop and save it there; it is then sent by itself.',
    },
  },
  'gap.forgotten': {
    title: "The order's content was erased",
    cause:
      "The order's content was erased here, since its time was over or somebody asked for it, so that nothing can be planned from it.",
    remedy:
      'Do in {target} by hand what is left to do, then say that it was handled elsewhere. A change of the order in the shop brings its content back.',
  },

  'prepared.missing': { title: 'Missing', cause: 'It is missing, and can be created.', remedy: 'Nothing.' },
  'prepared.there': { title: 'There already', cause: 'It was there already.', remedy: 'Nothing.' },
  'prepared.made': { title: 'Made', cause: 'It was made.', remedy: 'Nothing.' },
  'prepared.made_before': {
    title: 'Made before',
    cause: 'It was made before; the system may show it in a moment.',
    remedy: 'Nothing.',
  },
  'prepared.in_doubt': {
    title: 'Perhaps made',
    cause: '{because} It may have been made all the same.',
    remedy: 'Ask again in a minute.',
  },
} as const satisfies Texts;
