import { fold } from '../../src-shared/fold.ts';

/** Someone who comes to the demo studio. */
export type DemoPerson = {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
};

type Circle = { readonly given: readonly string[]; readonly family: readonly string[]; readonly familyFirst?: boolean };

/** Ten given names and seven family names each, so that no pair comes twice. */
const circles: readonly Circle[] = [
  {
    given: ['Anna', 'Jonas', 'Leonie', 'Matthias', 'Svenja', 'Jürgen', 'Käthe', 'Björn', 'Friederike', 'Götz'],
    family: ['Müller', 'Schäfer', 'Weiß', 'Krüger', 'Böhm', 'Vogel', 'Hübner'],
  },
  {
    given: ['Elif', 'Emre', 'Ayşe', 'Çağlar', 'Gülşen', 'Ömer', 'Zeynep', 'Barış', 'Sibel', 'Deniz'],
    family: ['Yılmaz', 'Şahin', 'Demir', 'Öztürk', 'Aydın', 'Kılıç', 'Doğan'],
  },
  {
    given: [
      'Agnieszka',
      'Łukasz',
      'Małgorzata',
      'Zbigniew',
      'Katarzyna',
      'Paweł',
      'Zofia',
      'Michał',
      'Hanna',
      'Bartosz',
    ],
    family: ['Nowak', 'Wójcik', 'Mazur', 'Dąbek', 'Krawczyk', 'Zając', 'Wróbel'],
  },
  {
    given: ['Lucía', 'Íñigo', 'María José', 'Joaquín', 'Beatriz', 'Nicolás', 'Inés', 'Álvaro', 'Ximena', 'Andrés'],
    family: ['Núñez Ortega', 'Ibáñez', 'Peña', 'Gutiérrez', 'Castaño Ruiz', 'Vélez', 'Muñoz'],
  },
  {
    given: ['Chloé', 'Étienne', 'Maëlle', 'François', 'Océane', 'Loïc', 'Hélène', 'Benoît', 'Anaïs', 'Jean-Baptiste'],
    family: ['Lefèvre', 'Dubois', 'Béranger', 'Rousseau', 'Le Goff', 'Marchand', 'Hérault'],
  },
  {
    given: ['Åsa', 'Søren', 'Þóra', 'Mikkel', 'Sigríður', 'Lars', 'Freja', 'Håkon', 'Linnéa', 'Eero'],
    family: ['Lindström', 'Østergaard', 'Håkansson', 'Dahl', 'Bjørnstad', 'Virtanen', 'Ekström'],
  },
  {
    given: [
      'Minh Anh',
      'Thuý Linh',
      'Quốc Bảo',
      'Hương',
      'Đức Thịnh',
      'Ngọc Lan',
      'Tuấn',
      'Thanh Hà',
      'Khánh',
      'Mỹ Duyên',
    ],
    family: ['Nguyễn', 'Trần', 'Phạm', 'Đặng', 'Vũ', 'Hoàng', 'Bùi'],
    familyFirst: true,
  },
  {
    given: ['Siobhán', 'Oliver', 'Niamh', 'Callum', 'Bronwyn', 'Rhys', 'Isla', 'Conor', 'Harriet', 'Declan'],
    family: ['O’Sullivan', 'Hughes', 'MacDonagh', 'Clarke', 'Llewellyn', 'Fitzgerald', 'Ashworth'],
  },
  {
    given: ['Priya', 'Arjun', 'Kavya', 'Rohan', 'Meera', 'Aditya', 'Ananya', 'Vikram', 'Lakshmi', 'Sanjay'],
    family: ['Raghunathan', 'Iyer', 'Sharma', 'Venkatesan', 'Deshpande', 'Menon', 'Chatterjee'],
  },
  {
    given: ['Chidinma', 'Kwame', 'Folasade', 'Obinna', 'Adaeze', 'Yaw', 'Amara', 'Kofi', 'Ngozi', 'Tunde'],
    family: ['Okafor', 'Mensah', 'Adeyemi', 'Nwosu', 'Boateng', 'Eze', 'Owusu'],
  },
  {
    given: ['Haruka', 'Kenji', 'Ji-woo', 'Mei Ling', 'Sakura', 'Wei', 'Min-jun', 'Akira', 'Xiaoyu', 'Yuna'],
    family: ['Tanaka', 'Kobayashi', 'Park', 'Chen', 'Watanabe', 'Zhang', 'Kim'],
  },
  {
    given: ['Layla', 'Omid', 'Yasmin', 'Karim', 'Shirin', 'Tariq', 'Noor', 'Babak', 'Samira', 'Idris'],
    family: ['Haddad', 'Rahimi', 'Al-Khatib', 'Nassar', 'Farahani', 'Benali', 'Mansour'],
  },
  {
    given: ['Tereza', 'Ondřej', 'Zsófia', 'Bence', 'Eleni', 'Nikos', 'Živa', 'Luka', 'Ioana', 'Ștefan'],
    family: ['Dvořák', 'Szabó', 'Papadopoulou', 'Kovačič', 'Ionescu', 'Horváth', 'Černý'],
  },
];

/** Names that a narrow column has to live with. */
const unusual = [
  'Maria de los Ángeles Fernández-Cuesta y Gómez de la Torre',
  'Karl-Theodor Maximilian Freiherr von und zu Hohenwaldeck-Rosenstein',
  'Wilhelmina Antoinette van den Heuvel-Oosterhuis van Schagen',
  'Venkatanarasimharajuvaripeta Subramaniam Krishnamoorthy Iyengar',
  'Máire Ní Chonchobhair Uí Dhomhnaill',
  'Uvuvwevwevwe Onyetenyevwe Ugwemubwem Osas',
  'Leutheusser-Schnarrenberger, Annegret-Elisabeth',
  'João Pedro Gonçalves de Albuquerque e Vasconcelos',
  'Ólöf Guðríður Þorsteinsdóttir',
  'Nur Aisyah binti Mohd Hafizuddin',
  'Charlemagne-Désiré Raharimanantsoa Andriamanalina',
  'Xochitl',
  'Bo Li',
  'Jean-Christophe de La Rochefoucauld-Montbel',
  'Hans-Jürgen Süßmilch-Weißgerber',
  'Žofie Přibylová-Křížková',
] as const;

const notes: readonly (string | null)[] = [
  null,
  'Bad left knee: no jumps.',
  null,
  null,
  'Prefers e-mail to calls.',
  null,
  null,
  'Pregnant, due in spring: only with Noa.',
  null,
  'Comes with a pram; ground floor, please.',
  null,
];

/** The persons of the demo studio, in the order in which they come, without Mara Lindt: always the same. */
export function demoPersons(): DemoPerson[] {
  const names: string[] = [];
  for (let place = 0; place < 10; place += 1) {
    for (const { given, family, familyFirst } of circles) {
      const [own, shared] = [given[place] ?? '', family[(place * 3) % family.length] ?? ''];
      names.push(familyFirst ? `${shared} ${own}` : `${own} ${shared}`);
    }
  }
  unusual.forEach((name, place) => {
    names.splice(3 + place * 9, 0, name);
  });
  return names.map((name, place) => ({
    name,
    email: place % 11 === 7 ? null : emailOf(name, place),
    phone: place % 4 === 3 ? null : `+49 30 23125 ${String(100 + place * 5).padStart(3, '0')}`,
    note: notes[place % notes.length] ?? null,
  }));
}

function emailOf(name: string, place: number): string {
  const local = fold(name)
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '')
    .slice(0, 60);
  return `${local}@${['example.org', 'example.com', 'example.net'][place % 3]}`;
}
