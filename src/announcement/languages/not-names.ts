/** Words (folded) of titles, places and headings that are hardly ever part of a name. */
export const notInNames: ReadonlySet<string> = new Set(
  `
we they there please this that when where if wir nous vous the les los las gli a an of in for and on to with at from by or is are via as und fur uber im theory theorem
analysis model models modeling modelling statistics statistical mathematics mathematical data
learning inference bayesian random methods method introduction new recent problems problem
algorithms algorithm networks network systems system science sciences physics computer computing
logic applications application approach structure structures functions function equations processes
process regression causal deep machine neural quantum optimal optimization estimation testing
dynamics space spaces groups sets set graph graphs abstract title speaker dear all everyone
colleagues users zoom online virtual hybrid today tomorrow tba tbd announced announcement invitation
welcome several various organisers organizers everybody program programme life work history art
world north south east west street avenue road union united states american european swiss german
french italian english international annual monthly weekly advanced applied general modern open
public please note free thesis master doctoral probability stochastic time series high dimensional
large nonparametric medical clinical biostatistics epidemiology economics finance financial energy
climate health social using towards toward beyond between reminder cancelled update correction
change cambridge oxford harvard stanford princeton berkeley columbia city york angeles kingdom
germany france italy spain switzerland austria canada china japan usa zurich geneva basel bern
lausanne tel fax email phone contact registration programming statistik mathematik wissenschaft
daten methoden analyse statistique mathematiques donnees modeles imperial royal meeting call job
hall project team based part mit logics discrete math maths categories category proof type types
language languages siehe betreff voir objet vedi oggetto asunto geometry topology algebra number numbers semantics philosophy psychology
linguistics biology chemistry neuroscience evolution homology forcing combinatorics memory
information knowledge reasoning intelligence artificial web software design designs mr
transformations
herzliche herzlich einladung day career postdoc event events forum festival summer winter spring autumn club week lunch
research talk news info best dear kind regards thank thanks room floor first second third next last registration sommer
liebe lieber sehr geehrte neue neuer neues grosse mathematische angewandte buchprasentation museum open science festivals
kolloquium interdisziplinares philosophische main chair session sessions group committee society association foundation
chamber opera house garden hotel restaurant cafe bar pizza coffee tea wine cheese movie
oberseminar forschungsseminar hauptseminar stochastik numerik topologie geometrie gebaude exakte wissenschaften uni mail campus espace
world mathematics probability webinar webinars
nachste nachster nachstes nachsten kommende kommender kommendes upcoming prochain prochaine prochains prochaines
prossimo prossima prossimi prossime proximo proxima proximos proximas brown bag
diese dieser dieses viele grusse gruss direttrice direttore comissao comision commission vertretung leiter
leiterin zuhorer woche wochen external controls control trials reporting guidelines years after am
`
    .trim()
    .split(/\s+/),
)
