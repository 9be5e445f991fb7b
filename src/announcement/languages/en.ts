import type { Words } from './words.ts'

export const en: Words = {
  months: [
    ['january', 'jan'], ['february', 'feb', 'febr'], ['march', 'mar'], ['april', 'apr'], ['may'], ['june', 'jun'],
    ['july', 'jul'], ['august', 'aug'], ['september', 'sept', 'sep'], ['october', 'oct'], ['november', 'nov'], ['december', 'dec'],
  ],
  weekdays: [
    ['monday', 'mondays'], ['tuesday', 'tues', 'tuesdays'], ['wednesday', 'wednesdays', 'weds'], ['thursday', 'thurs', 'thur', 'thursdays'],
    ['friday', 'fridays'], ['saturday'], ['sunday'],
  ],
  shortWeekdays: [['mon', 'm'], ['tue', 'tu'], ['wed', 'w'], ['thu', 'th'], ['fri', 'f'], ['sat'], ['sun']],
  relative: { today: 0, tonight: 0, tomorrow: 1 },
  thisWords: ['this', 'coming', 'upcoming'],
  nextWords: ['next'],
  labels: {
    when: ['when', 'date and time', 'date & time', 'date/time', 'day and time', 'day & time', 'time and date', 'date and hour', 'schedule', 'dates', 'new date', 'new date and time', 'new time'],
    date: ['date', 'day'],
    time: ['time', 'hour', 'start', 'starting time', 'start time', 'times'],
    where: [
      'where', 'place', 'location', 'venue', 'room', 'lecture hall', 'auditorium', 'address', 'talk in person', 'in person', 'new room',
      'new place', 'new location', 'new venue', 'room and building', 'building', 'place and room', 'campus',
    ],
    speaker: [
      'speaker', 'speakers', 'who', 'lecturer', 'lecturers', 'presenter', 'presenters', 'presented by', 'invited speaker', 'invited speakers', 'guest speaker',
      'talk by', 'given by', 'instructor', 'instructors', 'candidate', 'author', 'teacher', 'teachers', 'with', 'featuring', 'guest', 'our speaker', "today's speaker", 'keynote speaker', 'keynote speakers', 'panelists', 'panellists', 'name', 'seminar speaker', 'colloquium speaker', 'doctoral candidate', 'phd candidate', 'keynote',
    ],
    affiliation: ['affiliation', 'institution', 'from', 'university'],
    title: [
      'title', 'talk title', 'title of the talk', 'title of talk', 'topic', 'subject', 'talk', 'lecture', 'thesis title', 'what', 'course title', 'theme',
      'seminar title', 'workshop title', 'thesis', 'course', 'title of the lecture', 'webinar', 'title of presentation', 'presentation title', 'event', 'paper',
    ],
    abstract: ['abstract', 'summary', 'description', 'about the talk', 'about', 'outline', 'content', 'contents', 'short bio', 'bio', 'biography', 'about the speaker', 'speaker bio', 'biographical note', 'short biography', 'bio sketch', 'biosketch', 'course description', 'synopsis', 'background', 'bibliography', 'references', 'motivation', 'talk abstract', 'overview', 'keywords', 'key words', 'learning outcomes', 'prerequisites', 'objectives', 'aims', 'recommended reading'],
    series: ['series', 'seminar series', 'seminar', 'colloquium'],
    link: ['zoom', 'zoom link', 'link', 'join', 'online', 'join zoom meeting', 'meeting link', 'join via', 'join at', 'webex', 'teams', 'zoom meeting', 'live stream', 'livestream', 'url', 'website', 'web', 'seminar website', 'webpage', 'homepage', 'meeting id', 'passcode', 'password', 'online via zoom', 'zoom room', 'event link', 'video link', 'join online', 'web page', 'more information', 'further information', 'information', 'info', 'seminar websites', 'stream'],
    people: ['organiser', 'organisers', 'organizer', 'organizers', 'chair', 'chairs', 'chaired by', 'host', 'hosts', 'hosted by', 'moderator', 'moderators', 'moderation', 'contact', 'contacts', 'organised by', 'organized by', 'committee', 'jury', 'supervisor', 'supervisors', 'advisor', 'advisors', 'examiner', 'examiners', 'co-examiner', 'discussant', 'discussants', 'introduction', 'organizing committee', 'organising committee', 'scientific committee', 'program committee', 'programme committee', 'examination committee', 'thesis committee', 'sponsor', 'sponsors', 'sponsored by', 'director', 'thesis director', 'cc', 'session chair', 'invited by', 'trainer', 'joint work with', 'coordinator', 'coordinators', 'in collaboration with', 'co-authors', 'coauthors', 'committee members', 'external examiner'],
    register: ['registration', 'register', 'rsvp', 'deadline', 'registration deadline', 'fee', 'fees', 'cost', 'price', 'submission deadline', 'application deadline', 'apply by', 'important dates', 'sign up'],
    notes: ['language', 'note', 'notes', 'please note', 'ps', 'p.s', 'nb', 'duration', 'length', 'audience', 'refreshments', 'coffee', 'tea', 'apero', 'lunch', 'credits', 'ects', 'level', 'format', 'programme', 'program', 'agenda', 'next week', 'pre-talk', 'dinner', 'reception', 'remark', 'remarks', 'sessions', 'last week', 'future talks', 'upcoming talks', 'type', 'category', 'attachment', 'phone', 'tel', 'fax', 'email', 'e-mail', 'mail', 'capacity', 'important'],
  },
  cancelled: ['cancelled', 'canceled', 'cancellation', 'called off', 'will not take place', 'has to be cancelled', 'does not take place', 'no seminar', 'no talk', 'cancel'],
  changed: [
    'room change', 'change of room', 'new room', 'changed room', 'time change', 'change of time', 'new time', 'new date', 'rescheduled', 'postponed', 'update', 'updated',
    'correction', 'corrected', 'erratum', 'moved to', 'has been moved', 'has moved', 'change of date', 'change of location', 'change of venue', 'venue change', 'location change', 'date change',
    'zoom link changed', 'new zoom link', 'new link', 'corrigendum', 'correct link', 'room has changed', 'place has changed', 'different room', 'time has changed', 'now online', 'schedule change', 'changed', 'amended', 'note the new', 'new location', 'new venue', 'wrong date', 'wrong time', 'wrong room', 'typo', 'apologies for the',
  ],
  reminder: ['reminder', 'gentle reminder', 'kind reminder', 'rsvps due', 'remind', 'happening today', "don't forget"],
  tentative: ['tentative', 'tentatively', 'to be confirmed', 'no objections', 'just a proposal', 'proposed date', 'proposed time', 'tbc', 'save the date'],
  deadline: [
    'deadline', 'register by', 'registration by', 'register before', 'apply by', 'apply before', 'submit', 'submission', 'until', 'no later than', 'at the latest', 'rsvp', 'due by', 'due on',
    'closes', 'closing', 'applications', 'early bird', 'notification', 'please register', 'sign up', 'by latest', 'reply by', 'confirm by', 'let me know by', 'published on', 'last updated', 'released by', 'will be served', 'dinner', 'lunch will', 'before the talk', 'after the talk', 'registration is open', 'open until', 'reception', 'refreshments', 'coffee', 'available from', 'start date', 'starting date', 'position', 'follow-up to', 'wrote', 'sent', 'interested in meeting', 'meet with the speaker', 'meet the speaker', 'office hours', 'catering',
  ],
  notAnEvent: [
    'job', 'jobs', 'position', 'positions', 'vacancy', 'vacancies', 'postdoc position', 'phd position', 'postdoctoral', 'professorship', 'hiring', 'open rank', 'faculty position', 'fellowship', 'fellowships', 'call for papers', 'call for abstracts', 'call for contributions', 'call for submissions', 'cfp', 'call for proposals', 'call for nominations', 'deadline', 'deadline extension', 'software', 'new package', 'release', 'released', 'version', 'survey', 'looking for', 'award', 'prize', 'special issue', 'obituary', 'internship', 'scholarship', 'phd student', 'doctoral student', 'research assistant', 'statistician', 'biostatistician', 'data scientist', 'lecturer in', 'assistant professor', 'associate professor', 'full professor', 'tenure track', 'call for', 'new book', 'membership', 'election', 'question', 'report on', 'report from', 'postdoc in', 'post-doc', 'studentship', 'studentships', 'in memoriam', 'newsletter', 'minutes', 'slides', 'recording', 'recordings', 'new paper', 'preprint',
  ],
  happening: [
    'talk', 'lecture', 'seminar', 'colloquium', 'workshop', 'takes place', 'take place', 'taking place', 'will be held', 'is held', 'held on', 'will give', 'will speak', 'will present', 'will be presented', 'presents', 'meeting', 'meets',
    'meet on', 'invite', 'invited', 'invitation', 'announce', 'session', 'will do', 'will start', 'starts', 'begins', 'gives', 'defend', 'defence', 'defense', 'presentation', 'conference', 'course', 'scheduled', 'join us', 'rescheduled', 'postponed', 'moved', 'planned', 'event', 'speaker', 'will discuss', 'dates',
  ],
  types: {
    course: ['course', 'short course', 'tutorial', 'summer school', 'winter school', 'school', 'courses', 'training', 'class'],
    workshop: ['workshop', 'mini-workshop', 'webinar', 'hackathon', 'mini-symposium'],
    conference: ['conference', 'symposium', 'congress', 'annual meeting', 'interop', 'meeting of the'],
    defence: ['thesis defence', 'thesis defense', 'phd defence', 'phd defense', 'doctoral defence', 'doctoral defense', 'defence', 'defense', 'doctoral examination', 'doctoral exam', 'viva'],
    lecture: ['inaugural lecture', 'public lecture', 'farewell lecture', 'distinguished lecture', 'lecture'],
    meeting: ['meeting', 'general assembly', 'reading group', 'session', 'lunch', 'apero', 'get-together', 'social', 'discussion group'],
    talk: ['talk', 'seminar', 'colloquium', 'research seminar'],
  },
  places: [
    'room', 'hall', 'auditorium', 'building', 'lecture hall', 'campus', 'institute', 'library', 'theatre', 'theater', 'amphitheater', 'amphitheatre', 'lounge', 'center', 'centre', 'house', 'floor', 'atrium',
    'university', 'college', 'street', 'avenue', 'seminar room', 'classroom', 'lab', 'laboratory', 'park', 'tower', 'hotel', 'school', 'road', 'foyer', 'department', 'conference room', 'square', 'museum', 'wing', 'basement', 'chapel', 'faculty', 'annex',
  ],
  openPlace: ['to be announced', 'tba', 'tbd', 'tbc', 'to be determined', 'to be confirmed', 'will be announced', 'to be decided', 'to be communicated', 'to follow'],
  institutions: [
    'university', 'institute', 'college', 'department', 'dept', 'school', 'center', 'centre', 'laboratory', 'lab', 'academy', 'faculty', 'hospital', 'polytechnic', 'inc', 'ltd', 'corporation', 'society', 'group', 'division', 'museum', 'agency', 'office', 'bank', 'foundation', 'council', 'observatory', 'research', 'national', 'facility', 'accelerator', 'clinic', 'usa', 'uk', 'state', 'tech',
  ],
  by: ['by', 'given by', 'presented by', 'from', 'with'],
}
