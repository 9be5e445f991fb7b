/** Given names as they are written without accents; a table, so that "Fermi Dirac" and "Kurze Inputs" are told from people. */
export const givenNames: ReadonlySet<string> = new Set(
  `
aamir abbas abdallah abdel abdelaziz abdelhamid abdelkader abdelkarim abdellah abdellatif 
abderrahmane abdoulaye abdul abdulaziz abdullah abdulrahman abebe abebech abena abhay abhijit 
abhinav abhishek abigail abimbola abiodun abiola abolfazl abubakar achieng achilleas achim adaeze 
adam adama addisu adebayo adebola adebowale adedayo adekunle adele adelheid adem ademola adenike 
adeniyi adeola adesola adewale adeyemi adeyinka adil adina aditi aditya adnan adolf adolfo adrian 
adriana adriano adrienne adwoa afolabi afonso afshin afua agata agathe agim agnes agnese agneta 
agnieszka agostinho agota agron agus agustin ahmad ahmed ahmet aicha aidan aikaterini ainhoa aino 
ainur aisha aishwarya aisling aissata aissatou aitor aivar ajay ajit akash akhil aki akif akihiko 
akihiro akiko akinola akinori akinyi akio akira akos akosua akram aksel akshay akua akwasi alaa 
alain alan alassane alastair alban albana albert alberto albrecht aleix alejandra alejandro aleko 
aleksandar aleksander aleksandr aleksandra aleksei aleksey aleksi alem alemayehu alemu alena ales 
alessandra alessandro alessia alessio alexandra alexandre alexandros alexandru alexei alexey alexia 
alexios alfons alfonso alfredo algimantas algirdas ali alice alicja alin alina aline alioune 
alireza alisa alison alistair allan allison almaz almudena alois alok alon alona alonso alper 
alperen alvaro alzbeta amadou amaia amaka amal amalia amanda amandine amani amanuel amartya amaury 
amelia amelie amichai amin amina aminata aminu amir amira amirali amiram amirhossein amit amita 
amitabh amitava ammar amnon amol amos amr amrita amy ana anabela anahit anais anand ananya anar 
anastasia anastasiia anastasios anastasiya anat anatoly anca anders andoni andor andra andras andre 
andrea andreas andree andreea andrei andreia andrejs andres andreu andrew andrey andri andrii 
andrija andris andrius andrus andrzej aneta angela angelika angeliki angelina angelo angelos angus 
anh aniko anil anindita anindya anirban anirudh anita anja anjali anjan anju anke ankit ankita 
ankur ann anna annalisa annamaria anne annegret anneke anneliese annemarie annett annette annie 
annika anouk ansgar antanas antero anthony antigoni antje antoine anton antonella antonello antoni 
antonia antonin antonino antonio antonios antonis antti anu anuj anup anupam anupama anuradha 
anurag anush anusha anwar anyango aparna apoorva apostolos apurva araceli arash aravind arben 
archana archil arda ardian arezoo argyris ariana ariane arianna arief arieh ariel ariela arif 
arijit arild arindam aristeidis aristides aristotelis arjan arjen arjun arkadiusz arkady arman 
armando armelle armen armin armine arnab arnau arnaud arne arno arnold arnon arnoud aron arpan 
arpita artak artem arthur arto artur arturas arturo arun aruna arunas arvid arvind arvydas asad 
asaf asako asbjorn asfaw asgeir asha asher ashish ashkan ashley ashok ashot ashraf ashutosh ashwin 
ashwini asier asif asli aslihan asma asmaa aspasia assaf astghik astrid asuman atakan atanas atanu 
athanasia athanasios athina atieno atilla atsuhiro atsuko atsushi attila attilio atul aude audrey 
audrius audrone augusto aung aurel aurelia aurelian aurelie aurelien aurelio austeja avi avigail 
avigdor avijit avinash avinoam avishai avishek avital aviv avraham avtandil axel axelle ayako ayala 
ayca aycan ayele ayelet ayesha aygun aykut aylin ayman aynur ayodeji ayodele ayoub ayse aysegul 
ayumi azadeh azamat azin azita aziz aziza azman babacar babajide babak babatunde bahareh bahman 
bahram bakhtiyar balaji balakrishnan balazs balint bambang bamidele banu baptiste barbara barbora 
barnabas bartlomiej bartolomeo bartosz basak bashar basilio bassam bassel bastiaan bastian bastien 
beata beate beatrice beatrix beatriz bedrich begona behnam behnaz behrang behrooz behrouz behzad 
beibei bekele bela bence benedek benedetta benedetto benedict benedicte benedikt bengt benito 
benjamin benno benoit bente bereket berend berenice berhane berhanu berk berkay berna bernadette 
bernard bernardo bernat bernd bernhard bert bertrand besnik bethany bettina betul bharat bhaskar 
bhavana biagio bianca bianka bijan bilal biljana bimal binh birger birgit birgitta birgitte birte 
biruk biswajit bjarne bjarni bjorn blaise blanca blanka blazej blerim boaz bodil bodo bogdan 
bogumil boguslaw bohdan bohumil bohuslav bojan bojana bolaji bolanle bongani boris borislav borja 
botond boubacar bouchra boudewijn bowen boyan bozena bradley brahim bram brandon branimir branislav 
branislava branka branko brenda brendan brett brian brice bridget brigitte britta bruna bruno bryan 
budi bugra bukola bulent bunmi burak burcu burkhard busisiwe busra byung caetano cagatay cagdas 
cagla caglar cagri caio caitlin caleb calin callum calvin cameron camilla camillo canan candice 
caner cansu carina carl carla carles carlo carlos carlota carlotta carme carmelo carmen carole 
carolina caroline carolyn carsten caspar cassio catalin catalina catarina caterina catherine 
cathrine catriona cecile cecilia cecilie cedric cees celia celina celine cem cemal cemil cengiz 
cenk ceren cesar cesare ceyda cezary chaim chaitanya chaminda chandan chandrasekhar chandrashekar 
changho changmin changqing chantal charalambos charalampos charlene charles charlotte chau cheikh 
chenguang chenyang cherif cherono cheryl chetan chiaki chiara chibuike chibuzo chidi chidinma chie 
chihiro chijioke chika chike chima chimamanda chinedu chinelo chinenye chinonso chinwe chinyere 
chioma chipo chirag chitra chloe chris christa christel christelle christer christiaan christian 
christiane christie christina christine christodoulos christof christoforos christoph christophe 
christopher christos chrysoula chukwudi chukwuemeka chukwuma chunhua chunlei ciara cigdem cihan 
cinzia ciprian ciro claes claire clara clarissa clarisse claude claudia claudio claudiu claus 
clemence clemens codrin cody coen colette colin colleen connor conny conor constantin constanze 
coralie corentin corina corinne cornel cornelia cornelis corneliu cornelius corrado cosima cosimo 
cosmin costantino costin craig crina cristian cristiana cristiano cristina cristobal csaba csilla 
cuneyt cuong curtis cynthia cyprien cyril czeslaw daan daehyun dafna dagmar daiki dainius daisuke 
daiva dalia dalibor dalit damian damiano damien damilola damir damjan dana danai dandan danica 
daniel daniela daniele danielle danijel danijela danilo danny danuta daphna daphne daria dario 
darius dariush dariusz darko darren darya dave david davide davit davor dawei dawid dawit debashish 
debasish debora deborah dedi deepa deepak deepali deepika deepti defne deirdre dejan delia delphine 
demeke demet demetrio demetrios demetris denes denis denise deniz dennis denys dereje derek derya 
desislava despina detlef devendra devesh devika dewi dezso dhananjay dhruv dian diana diane didem 
didier diederik diego dieter dietmar dietrich dieudonne dijana dilek dilip dimitar dimitra dimitri 
dimitrios dimitris dinara dinesh dino diogo dionysios dionysis dipak dipankar dipti dirk ditte 
divya djamila djoko djordje dmitri dmitrii dmitriy dmitry dmytro dogan doina dolores domagoj 
domenico dominic dominik dominique donald donata donatas donatella donato donghoon donghyun dongmei 
dongmin dongwoo dongwook donika dora doreen dorel dorian dorien dorin doris dorit doron dorota 
dorothea dorothee dorottya dorte doru doug douglas dov dovile dragan dragana dragica dragos drazen 
driss dritan dror dubravka dumitru duncan dunja duong dusan duyen duygu dvora dwi dylan eamonn ebba 
eberhard ebrahim ebru ecaterina ece eckhard edgar edin edina edith edlira edmund edna edoardo 
edouard edson eduard eduardo edward edwin eelco eelke eero eeva efi efraim efrat efstathios 
efthymios efua egidijus egle egon egor ehab ehsan ehud eiichi eiji eike eileen einar einat eirik 
eirini eitan eivind ekaterina ekrem elad elaheh elaine elazar elchin eldad eldar eleanor eleftheria 
eleftherios elena eleni eleonora eleonore elham eliana eliane elias eliezer elif elin eline elinor 
eliot elisa elisabete elisabeth elisabetta elisavet elise eliska eliyahu eliza elizabeth elizaveta 
elke ellen elli elliot elliott elmar elmira elnaz elnur elodie eloise elsa elvira elzbieta eman 
emanuel emanuela emanuele emeka emel emeline emiel emil emile emilia emilian emiliano emilie 
emilien emilio emily emin emine emma emmanouil emmanuel emmanuelle emrah emre endang eneko enes 
eniko enis enric enrica enrico enrique eoin ephrem eran ercan erdal erdem erdinc eren erez erfan 
ergin ergun erhan erhard eric erica erich erik erika eriko erkan erkki erlend erling ermanno ermias 
ernesto erol ertan ertugrul erwan erwin erzsebet esen esko espen esra essam esteban estefania 
estelle ester esther eszter ethan etienne etsuko ettore euan eugen eugene eugenia eugenio eulalia 
eunhee eunice eunji eunjin eunjung eunkyung eunyoung eusebio eva evan evandro evangelia evangelos 
evelin evelyn evelyne evert evgenia evgenii evgeniy evgeniya evgeny ewa ewan ewelina eyal ezgi ezio 
ezra fabian fabiana fabiano fabienne fabio fabiola fabrice fabricio fabrizia fabrizio facundo fadi 
faezeh fahad faisal faizal falko fangfang fanny farah farai faramarz fardin farhad farhana fariba 
farid farida farideh farnaz farouk farshad farshid faruk farzad farzana farzaneh fatemeh fatih 
fatiha fatima fatma fatou fatoumata fausto federica federico fedor feifei felicia felicitas felipe 
felix femi femke ferdinand ferenc fereshteh fergus ferhat fermin fernand fernanda fernando ferran 
fidel fikre fikret fikru filip filipa filipe filippo filiz finn fiona fiorella firas firouzeh 
flavia flavio flemming florent florentina florian florin floris folake folasade fotini fotios fotis 
fouad franca frances francesc francesca francesco francis francisca francisco franciszek franck 
franco francois francoise franjo frank frans frantisek franz franziska fraser frauke fred frederic 
frederick frederik frederique fredrik frida friedemann friederike friedrich frits fritz fuad fuat 
fulvia fulvio fumihiko fumiko fumio funda funmi funmilayo furkan gabi gabor gabriel gabriela 
gabriele gabriella gadi gael gaelle gaetan gaetano gagik gaia galia galina galit gamze ganesh 
garegin gareth garrett gary gaspar gaspard gaurav gauri gautam gauthier gavin gayane gayatri gbenga 
gebre gediminas geert geertje geeta geetha gemma genevieve gennady gennaro geoff geoffrey geoffroy 
georg george georges georgi georgios gerald geraldine geraldo gerard gerardo gerasimos gerben gerd 
gerda gergely gergo gerhard gernot gerrit gert gertjan gesa getachew getahun getu gevorg geza ghada 
ghassan ghazaleh gheorghe ghislain giacomo giada giampaolo giampiero giancarlo gianfranco giang 
gianluca gianluigi gianmarco gianna gianni giannis gianpaolo gideon gidon giedre giedrius gijs 
gilad gilbert gilberto gili gilles gillian gilson gina gino gintaras gintare giora giordano giorgi 
giorgia giorgio giorgos giovanna giovanni girish girma gisela gisele gitte giulia giuliana giuliano 
giulio giuseppe giuseppina gizem gleb glenn gokce gokhan golnaz goncalo gonzalo gopal gopinath 
goran goranka gordana gordon gorka gorkem gottfried govind gozde graciela graeme graham grazyna 
greg gregoire gregor gregorio gregory greta grete grigor grigore grigori grigorios grigoris grigory 
grzegorz gudrun guenter guenther guglielmo guido guilhem guilherme guillaume guillem guillermo gul 
gulay gulnar gulnara gulsen gulsum gunay gunilla gunnar gunter gunther guoliang guoqiang gursel 
gustaf gustav guus gwen gwenael gyorgy gyula haakon habib habiba hadar hadas hadassa hafiz hagai 
haggai hagit haibin haibo haifeng haijun haile hailu haim haitao haiyan haiyang hajime hakan hakim 
hakob hakon haldun halil halina haluk halvor halyna hamed hamid hamidreza hana hanan hande hanh 
hani hanna hannah hanne hanneke hannes hanno hannu hanoch hans hansjorg hanspeter haoyu harald hari 
hariharan harini haris harish harmen haroon harri harriet harry harsha hartmut hartono haruhiko 
haruka haruki haruko harun haruo hasan hasmik hassan hassane hatem hatice hauke havard haydar hayk 
hayley hazem heather heba hector hedvig heejin heejung hege heidi heike heikki heiko heiner 
heinrich heinz heitor helder heleen helen helena helene helga helge heli helle helmut heloisa hema 
hemant hend hendra hendrik henk henning henok henri henrietta henriette henrik henrique henry 
henryk herbert herman hermann hernan heru herve hesham hicham hideaki hidehiko hideki hidenori 
hideo hidetoshi hideyuki hien hieu hikaru hilal hilary hilda hilde hildegard hillel himanshu 
hinrich hiroaki hirofumi hiroki hiroko hiromi hiromichi hironori hiroshi hirotaka hiroyasu hiroyuki 
hirut hisashi hisham hitomi hitoshi hoang hojin holger homa homayoun hongbo hongmei hongtao hongwei 
hongyan hongyu hooman horacio horatiu horia horst hossein houda houman houria hovhannes howard 
hrant hristo hrvoje hubert huda hugh hugo hugues huiling huimin hulya humayun huong huseyin hussain 
hussam hussein huyen hyejin hyejung hyeon hyeonwoo hyewon hynek hyojin hyun hyunho hyunji hyunjin 
hyunjoo hyunju hyunjung hyunseok hyunsoo hyunsu hyunwoo hyunwook iakovos ian iara iason ibrahim 
ibrahima ichiro ida idan idil idit ido idowu idris idrissa ieva ifeanyi ifeoma ignacia ignacio 
ignacy ignazio igor ihor ijeoma ikechukwu ikenna iker ikuo ilan ilana ilaria ilda ildiko ileana 
ilgar ilham ilhan ilia ilias ilie ilija ilinca ilir ilka ilkay ilker ilkka ilknur ilmari ilona ilse 
ilya ilze imad iman imane imen imran imre imtiaz inaki inbal inbar indira indrajit indranil indrek 
ineke ines inese inga inge ingeborg ingemar inger ingmar ingo ingrid ingvar ingvild inigo inna ioan 
ioana ioanna ioannis iolanda ionel ionut iosif ipek iqbal iraj irakli irem irene ireneusz irfan 
irina irini irit irma iryna isaac isabel isabela isabella isabelle isamu isao ishan ishita isil 
ismail issam istvan itai itamar itay itzhak itziar iulia iulian iuliana iva ivan ivana ivanka ivar 
ivars ivaylo iveta ivica ivo ivonne iwan iwona iyad izabela izumi jaak jaakko jaan jaanus jaap 
jabulani jacek jack jackie jacob jacobus jacopo jacqueline jacques jadranka jadwiga jaehee jaeho 
jaehoon jaehwan jaehyuk jaehyun jaemin jaeseok jaesung jaewon jaewoo jaewook jaeyong jaeyoung jafar 
jaime jair jake jakob jakub jalal jamal james jamie jamil jamila jan jana janaina janaka janaki 
jane janet jani janice janina janine janis janka janne janneke janos janusz jared jari jarkko 
jarmila jarmo jaromir jaroslav jaroslava jaroslaw jasmina jasna jason jasper jaume javad javed 
javier jawad jayant jayanta jayanti jayashree jayesh jean jeanette jeanne jeannette jeannine 
jedrzej jeff jeffrey jelena jelle jelmer jenifer jenna jennifer jenny jens jeong jeongho jeppe 
jeremie jeremy jernej jeroen jerome jeronimo jerzy jesper jesse jessica jhon jiahao jiahui jiajun 
jianbo jianfeng jianguo jianhua jianhui jianjun jianlin jianming jianping jianwei jianxin jiaqi 
jiawei jiaxin jiayi jiayu jieun jiho jihoon jihwan jihye jihyun jill jim jimmy jindrich jing 
jingjing jingwei jingyi jingyu jingyuan jinho jinhua jinseok jinsong jinsoo jinsu jinsung jinwoo 
jinwook jinyoung jiri jiro jisoo jisu jisun jitendra jitka jiwon jiwoo jiyeon jiyoung jo joachim 
joakim joan joana joanna joanne joao joaquim joaquin jocelyn jocelyne jochen jodie joel joelle joep 
joerg joey johan johanna johannes john johnny joko jolanda jon jonas jonathan jongho jonghoon 
jonghwan jonghyun jongmin jongsoo jongwon jongwoo joohee joon joonho joonseok joost jooyoung jordi 
jorg jorge jorgen joris jorma jorn jorrit jose josef josefa josep joseph josephine josh joshua 
josip josipa josu josue jouko jouni jovan jovana jovica joyce jozef jozsef juan juana judit judith 
judy juergen juha juhan juhana juhani juhee juhyun jukka jules julia julian juliana julianna 
juliano julie julien julieta juliette julio julius juma junaid junfeng junghee jungho junghoon 
junghwan junghyun jungmin jungwon jungwoo junho junhyuk junichi junji junjie junko junming junping 
junseok junwei junyi junyoung juozas juraj jurate jure jurgen jurgis juris jurriaan jussi justin 
justine justyna jutta juyeon juyoung jyoti jyotsna jyrki kaan kabelo kacper kadir kadri kagiso kai 
kaido kaisa kaiwen kaja kalevi kalle kalman kalpana kalyan kalyani kamal kamau kambiz kamil kamila 
kamran kamyar kanako kanika kaori kaoru kapil kara karabo karan karel karen kari karim karima karin 
karina karine kariuki karl karla karlheinz karlijn karlis karolina karoline karolis karoly karsten 
karthik kartik kashif kaspars kasun katalin katarina katarzyna kate katelijne katerina kateryna 
katharina katherine kathleen kathrin kathryn kathy kati katie katinka katja katrien katrin katrine 
katsuhiko katsuhiro katsumi katsuya kaushik kaveh kavita kavitha kayode kayoko kayvan kazimierz 
kazuaki kazuhiko kazuhiro kazuhisa kazuki kazuko kazuma kazumasa kazumi kazunori kazuo kazushi 
kazuto kazutoshi kazuya kazuyoshi kazuyuki kebede kees kehinde keigo keiichi keiji keiko keisuke 
keita keith keivan kelechi kelly kemal ken kenan kenichi kenji kenjiro kenneth kenny kensuke kenta 
kentaro kento kenzo kerem keren kerry kersti kerstin kestutis ketan ketevan ketut kevin kexin 
keyvan khadija khady khairul khaled khalid khalil khanh khin khoa khosrow khurram kianoosh kibet 
kidane kieran kieu kilian kim kimani kimiko kimmo kimon kinga kiran kiril kirill kirsi kirsten 
kirsti kirsty kirti kiyoshi kjell kjersti kjetil klaas klara klaudia klemen klemens knut kodjo koen 
koenraad koffi kofi kohei koichi koichiro koji kojo kolawole komal konrad konstantin konstantina 
konstantinos koray kornelia kosmas kostas kosuke kotaro kourosh koushik krasimir kresimir krishnan 
krishnendu krista kristaps kristel kristen kristi kristian kristiane kristijan kristin kristina 
kristine kristinn kristjan kristof kristoffer kristyna krisztian krisztina krystian krystof 
krystyna krzysztof ksenia kseniia ksenija kumar kumiko kunal kunihiko kunle kurt kwabena kwaku 
kwame kwasi kwesi kyaw kyle kyohei kyoko kyoung kyriaki kyriakos kyung kyunghee kyungmin kyungsoo 
lachlan ladislav laetitia laia laila lajos lakshmi laleh lalit lalita lalitha lambros lamia lamine 
lampros lara lari larissa lars larysa lasse laszlo latifa laura laure lauren laurence laurens 
laurent laurentiu lauri laurie lauro lavanya lavinia lawrence lazar lazaros lea leah leandro 
lebogang lech leela leena lefteris leif leila leire lena lene lenka lennart leo leon leonard 
leonardo leonhard leonid leonidas leonie leonor leopold leopoldo lerato lesego leslie lesya leszek 
leticia letizia lev levan levent levente levon leyla lia liam liat libor lidia lidija lieke lieven 
lihong lihua liina liis liisa lijuan lijun lilach lilian liliana liliane lilit liming limor lina 
linas linda lindiwe lindsay lindsey lingling linh linnea lionel lior liora liping lisa lisandro 
lisbeth lise liudmila livia liviu liwei liying liyuan ljiljana ljubica ljubisa ljubomir lloyd lluis 
lodewijk loes loic lois lola lorand lorant loredana lorena lorenz lorenza lorenzo lorna lothar 
lotte lou loubna louis louisa louise loukas lovre lovro luana lubica lubna lubomir lubos luc luca 
lucas lucia lucian luciana luciano lucie lucien lucija lucile lucinda lucio lucrezia lucy ludek 
ludger ludmila ludovic ludovica ludovico ludvig ludwig ludwik luigi luigia luis luisa luise luiz 
luiza luka lukas lukasz luke lulzim lungile luong lusine lutz lydia lynn lyubomir lyudmila maaike 
maarit maarja maarten maayan mabel macharia machiel maciej maddalena madeleine madeline madhav 
madhavan madhavi madhu madhuri madhusudan mads maelle maeve magali magaly magda magdalena maggie 
magne magnus mahadevan mahbub mahdi mahendra maher mahesh mahir mahlet mahmoud mahmut mahnaz mahsa 
maider maija maite maja makiko makoto maksim maksym malavika malcolm malek malene malgorzata malika 
malini mamadou mamoru mamta mamuka manabu manal manas mandana mandla mandy manfred manh manik 
manish manisha manju manjula manjunath manoel manohar manoj manolis manon manos mansour manuel 
manuela mara marc marcel marcela marcelina marcella marcello marcia marcin marcio marco marcus 
mareike marek margaret margareta margarida margarita margaux margherita margit margot margrethe 
margriet marguerite margus maria mariama marian mariana mariangela marianna marianne mariano 
marianthi maribel maricel maricela marie marieke marielle marietta mariia marija marijan marijana 
marije marijke marijn marika mariko marilena mario marion marios maris marisa marisol marita 
maritza marius mariusz mariya mariza marja marjan marjolein marjorie mark marketa markku marko 
markus marleen marlena marlene marlies marlon marta martha martin martina martine marton marwa 
marwan maryam maryna maryse marzena marzieh masaaki masafumi masahide masahiko masahiro masahito 
masakazu masaki masako masami masanobu masanori masao masaru masashi masataka masato masatoshi 
masaya masayoshi masayuki masood masoud massimiliano massimo massoud matan matej mateja mateo 
mateus mateusz matheus mathias mathieu mathilde mathis matias matilde matjaz mats matteo matthew 
matthias matti mattia matus matyas maud maura maureen maurice mauricio maurits maurizio mauro 
maxence maxim maxime maximilian maximiliano mayank mayra mayumi mayur mazen meelis meena meenakshi 
meera megan megha meghna megumi mehdi mehmet mehran mehrdad mehrnoosh meike meiling meir mekdes 
mekonnen melaku melania melanie meles melih melina melinda melissa meltem menachem mengdi mengmeng 
menno merab meral merav meredith meric meriem meritxell merja meron mert merve meseret mesfin mesut 
mete metin mette mia michael michaela michail michal michalis micheal michel michela michelangelo 
michele michelle michihiro michiko michio mickael midori mieczyslaw mieke miguel mihael mihaela 
mihai mihail mihajlo mihaly mihir mihkel mihnea miho mihoko mikael mike mikel mikhail mikiko mikio 
mikkel mikko miklos mikolaj mikyung milena milenko milica milind miljana miljenko milorad milos 
miloslav milovan miltiadis mina minas mindaugas minghao minghua minghui mingming mingyu mingyuan 
minh minhee minho minhyuk minjae minji minjoo minju minjun minjung minki minkyu minna minoru 
minseok minsik minsoo minsu minsung minwoo minyoung miquel mira mircea mirco mireia mireille mirela 
mirella miren miriam mirja mirjam mirjana mirko miroslav miroslava miroslaw mirza misako mitchell 
mithun mitja mitra mitsuhiro mitsuko mitsuo mitsuru miyako miyoung miyuki mizuho mizuki mladen 
modou modupe mogens mohamad mohamed mohammad mohammed mohan mohit mohsen moira moises mojgan 
mojtaba molly momcilo mona monica monika monique montserrat moran mordechai moreno morgan morgane 
moritz morten morteza moshe mostafa motohiro motoko moumita mounir mourad moussa moustapha mpho 
mrinal mrinalini muge mugisha muhammad mukasa mukesh mukund mulugeta munir munyaradzi murad murali 
murat muriel murilo musoke mustafa mustapha muthoni mwangi mwende myint mykhailo mykola mylene 
myriam myrto myung naama nabil nabila nadav nadeem nadege nader nadezhda nadia nadiia nadim nadine 
nadja naeem nagisa nahid naima naira najat najib najla nalaka naledi namita namrata nancy nandini 
nandor naoaki naohiro naoki naoko naomi naoto naoya naoyuki narayan narayanan narek narendra naresh 
narges nargiz nasim nasir nasreen nasrin nasser natalia natalie nataliia nataliya natalya natan 
natasa natasha nathalie nathan nathaniel natia natsuki natsuko natsumi naveed naveen navin nawal 
nayeon nayoung nazan nazanin nazar nazli ndeye ndidi neal nebojsa necati necla neda nedeljko neelam 
neema neeraj nefeli negar negin neha neil nektarios nele nelson nemanja nenad neringa nermin 
neslihan nesrin neta netanel neus neven nevena nevin nghia ngoc ngozi nguyen nguyet nhan nhung 
niall niamh niccolo nicholas nick niclas nico nicola nicolae nicolai nicolas nicole nicoleta 
nicoletta nicolo nidhi niek niels nienke nigel nihal nihan nihat niina nikhil nikita nikitas nikola 
nikolai nikolaj nikolaos nikolaus nikolay nikoleta nikoletta nikolina nikos nilanjan nilanjana 
nilay nilesh nilgun niloofar niloufar nils nilufer nima nimal nimrod nina nino nir nira niraj 
niranjan nirit nirmal nirmala nisha nishant nissim nitesh nithya nitin nitza nitzan nizar njeri 
njoki njoroge nkechi nkem nkiru nkosinathi nnamdi nneka noah noam noboru nobuaki nobuhiro nobuko 
nobuo nobuyuki nodar noelia noelle noemi noemie noga nolwenn nomsa nomvula nora norbert noriaki 
norihiko norihiro noriko norio noriyuki nour noura noureddine nozomi nugroho nune nuno nunzia nuray 
nurcan nuri nuria nurit nurlan nurul nusrat nuwan nyambura nyasha nyoman oana oanh obafemi obiageli 
obinna obioma ochieng octavian oded odhiambo odile odysseas ofer ofir ofra ogechi ognjen oguz 
oguzhan ohad okan okechukwu oksana oktay oladele olaf olafur olajide olamide olanrewaju olatunde 
olatunji olav olawale olayemi olayinka oldrich ole oleg oleh oleksandr oleksandra oleksii oleksiy 
olena olesya olga olha oliver olivera olivia olivier olli olof olubunmi olufemi olufunmilayo 
olugbenga olumide olusegun oluseyi olusola oluwafemi oluwaseun oluwatosin omaima omar omer omid 
omolara omondi omri onder ondrej onno onur onyango onyeka opeyemi ophelie orazio orestis orhan 
oriol orit orkhan orkun orla orly orna ornella orsolya osama osamu oscar oskar osman osmo osnat 
ostap osvaldo oswald otakar otavio otieno ottavia ottavio ottilie otto oumar ousmane oussama outi 
ovidiu owen oya oystein oyvind ozan ozge ozgun ozgur ozlem oznur ozren paavo pablo padma 
padmanabhan padmini padraig palesa pallab pallavi pamela panagiota panagiotis panayiota panayiotis 
pankaj panos pantelis paola paolo parag paresh parisa parth partha parthasarathy parvin parviz 
pascal pascale pasi pasquale patrice patricia patrick patrik patrizia patrizio patryk paul paula 
paulette pauli paulina pauline paulius paulo pavan pavel pavla pavle pavlina pavlo pavlos pavol 
pawan pawel payal payam pedram pedro peeter pegah peggy pejman pekka pelin penelope pengcheng 
pengfei pentti periklis pernille perrine peter peteris petr petra petras petro petros petru petter 
petteri peyman phil philip philipp philippa philippe phindile phoebe phong phuc phuong pia 
pierangelo pierluigi piero pierre pierrick piet pieter pietro piia pim pinar pinchas piotr piret 
pirjo pirkko piroska piyush polina pooja poonam poornima pornchai poul pouria pouya povilas 
prabhakar prabhat prabir prachi pradeep pradip prafulla prakash pramod pranab pranav prasad 
prasanna prasanta prasenjit prasetyo prashant prashanth pratap prateek pratibha pratik praveen 
pravin predrag preethi preeti priit primoz priscilla pritam priti priya priyanka przemyslaw puja 
puneet purnima pushpa putri putu qiang qianqian qinghua qingqing qingyun qiong quang quentin quoc 
quyen quynh rachael rachel rachid rachida rachna radek radha radhakrishnan radhika radim radka 
radmila radomir radoslav radoslaw radovan radu rafael rafal raffaele raffaella rafi rafik raghav 
raghavan raghavendra raghu raghunath raghuram ragnar ragnhild rahel rahim rahman rahmat rahul 
rainer raisa raitis raivo rajan rajarshi rajat rajeev rajendra rajesh rajib rajiv rajni raju rakesh 
ralf ralph raluca ramachandran ramakrishnan ramana ramanathan ramazan ramesh rami ramin ramiro 
ramon ramona ramunas ramy ramya ramzi randa randall randi rania ranjan ranjana ranjit raoul raphael 
raphaelle raquel rares rasha rashid rashmi rasmus rastislav ratih ratko ratna raul ravi ravikumar 
ravindra ravindran raymond razvan rebeca rebecca recep reema refik refilwe regine regis regula 
rehana rehema reidar reijo reiko reinaldo reinder reiner reinhard reinier reinout reka rekha remi 
remy renan renata renato renaud rene renee renu renuka renzo reto reuben reuven reyhan reza rhys 
riad ricardo riccardo richa richard rick rieko rigoberto riikka riina riitta rikard rikke rima rina 
rishabh rishi risto rita ritesh ritika ritu ritva ritwik rivka riza rizal rizki rizwan rob robel 
robert roberta roberto robin rocco roch rocio rodel rodica rodolfo rodrigo roei roel roeland roelof 
rogelio roger rogerio rogier rohan rohini rohit roi roland rolf romain romaric ron ronald ronaldo 
ronan ronen rongrong ronit ronja ronny roopa roozbeh rory rosa rosalia rosalie rosalind rosanna 
rosanne rosemary roser roshan rosie rosina rossana rossella roswitha rotem rotimi rouzbeh rovshan 
rowan rowena roxana roxanne roya ruben rubina rudiger rudo rudolf ruedi ruediger ruggero rui ruihua 
ruixin rumbidzai rune rupa rupak rupert ruslan russell rustam rusudan rutendo rutger ruth ruud 
ruwan ruxandra ruzanna ryan ryo ryohei ryoichi ryoji ryoko ryosuke ryota ryotaro ryszard rytis 
ryuichi ryuji saad saara sabina sabine sabri sabrina sacha sachiko sachin saeed saeid safa sagar 
sagit sahar saida saif saima saira sajid sajjad sakari salah saleh salih salim salima sally salma 
salman salome salomon salwa sam saman samaneh samantha samar sameer samer samia samih samik samina 
samir samira samuel samuele samuli sanaa sanaz sandeep sander sandhya sandile sandip sandor sandra 
sandrine sandro sangeeta sanghee sangho sanghoon sanghyun sangjin sangmin sangsoo sangwon sangwoo 
sangwook sanja sanjana sanjay sanjeev sanjib sanjit sanjiv sanjoy sanjukta sanna sanne santanu 
santeri santosh sara sarah saraswati sargis sarit sarita sarka saroj sarolta sasa sascha sasha 
saskia satish satoko satomi satoru satoshi satya satyajit satyendra saul saulius saulo saumya 
saurabh saurav saverio savita savvas sayaka sayan sayantan sayantani sayuri scott seamus sean 
sebastian sebastiao sebastien seckin sedat seema segolene sehoon seiichi seiji sejin selam 
selamawit selcuk selda selim selin selina selma selman semere semih semra semyon senem seohyun 
seong seongho seongjin seongmin seoyeon sepehr sepideh seppo serafeim seray serban sercan serdar 
serena serge sergei sergej sergey sergi sergii sergio sergiu serhan serhat serhii serkan serpil 
setareh setiawan setsuko seulgi seun seung seunghee seungho seunghoon seunghwan seunghyun seungjin 
seungjun seungmin seungwon seungwoo seungyeon sevda severine sevgi sevil sevim sevinc seyda seydou 
sezer sezgin shabnam shachar shahab shahar shahid shahida shahin shahram shahriar shahrzad shahzad 
shai shailaja shailesh shakeel shalini shalva shamim shane shani shankar shannon shanshan shantanu 
shaohua sharmila sharon shashank shashi shaul shaun shawn shay shazia sheela sheetal sheila shekhar 
shereen sherif shervin sherzod shigeki shigenori shigeo shigeru shigeyuki shihao shiho shijie 
shikha shilpa shimon shingo shinichi shinichiro shinji shinobu shinsuke shintaro shinya shiori 
shira shirin shivam shivani shiyu shizuka shlomi shlomo shmuel shobha shobhana shogo shohei shoichi 
shoji shoko shoshana shota shraddha shreya shreyas shridhar shruti shuai shuang shubham shuhei 
shuhua shuichi shuji shulamit shunichi shunji shunsuke shunya shuo shuyi shweta shyam shyamal 
siamak sian siavash sibel sibongile sibusiso sibylle siddharth siddhartha sidney siegfried sifiso 
sigal sigit sigitas sigmund sigrid sigrun sigurd sigurdur siham siim silas silja silje silke 
silvana silvano silvia silvie silvio silviu simina simon simona simone simonetta sina sinan sinead 
sinem sini sinisa siobhan siphiwe sipho siqi siri siriporn sirpa siti sivan sivaram siwei siyu 
siyuan sizwe sjoerd skender slava slaven slavica slavko slawomir slobodan smadar smaranda smita 
smriti sneha snezana snjezana snorri soenke sofia sofiane sofie sofiia sofiya sohail soham sohee 
soheil soheila sohrab sokha sokratis solene solveig somayeh somchai somnath sonal sonali songul 
sonia sonja sonke soohyun soojin soojung sophia sophie sorana soraya sorin soroush sosuke sotiria 
sotirios sotiris souad souleymane soumaya soumen soumitra soumya sourav souvik sowmya soyeon 
soyoung spiros spyridon spyros srdan srdjan sridevi sridhar srikanth srinath srinivas srinivasa 
srinivasan sriram stacey staffan stamatis stanislas stanislav stanislaw stanko stanley stathis 
stavros stavroula stefaan stefan stefania stefanie stefano stefanos steffen steinar stelian stelios 
stella sten stepan stephan stephane stephanie stephen stergios stevan steve steven stewart stian 
stig stijn stine stjepan stojan stoyan stratos stuart stylianos suat subhadra subhajit subhash 
subhasish subin subir subodh subrahmanyam subramanian subrata suchada suchitra sudarshan sudeep 
sudeshna sudha sudhakar sudhir sudip sudipta sueli suhas suhyun sujata sujatha sujay sujin sujit 
sukanya sukumar suleyman suman sumana sumanta sumin sumit sumita sunanda sunghee sungho sunghoon 
sunghwan sunghyun sungjin sungjoon sungmin sungsoo sungwon sungwoo sungwook sunhee sunil sunita 
sunmi sunyoung supriya suraj surendra suresh sureyya susan susana susann susanna susanne susanta 
susanti sushant sushil sushila sushma sushmita susumu suzan suzana suzanne svein sven svenja sverre 
svetlana svetlozar svitlana swaminathan swapan swapna swarup swati sweta sybille sylvain sylvester 
sylvia sylvie sylwia szabolcs szilard szilvia szymon taavi tadao tadas tadashi tadele tadesse 
tadeusz taeho taehoon taehyun taemin taesung taewoo taeyoung tafadzwa taha tahar tahira taiki 
taisuke taiwo takaaki takafumi takahiko takahiro takahisa takako takanobu takanori takao takashi 
takatoshi takaya takayoshi takayuki takehiko takehiro takeo takeru takeshi takuji takuma takumi 
takuro takuya talal tali talia tamaki tamar tamara tamas tamer tami tamir tamotsu tamrat tamta 
tanel taner tania tanja tanmay tanmoy tanveer tanvir taoufik tapan tapio tapiwa tara taraneh taras 
tarek tareq tarik tariq tarja tarmo taro tarun tasos tatenda tatiana tatjana tatsuo tatsuro tatsuya 
tatyana taufik tayfun tayo tebogo teemu tejas tekle telma telmo temitope tendai tendayi tengfei 
tengiz teo teodor teodora teodoro terence teresa tereza terje tero teruo tesfa tesfaye teshome 
tessa tetiana tetsuji tetsuo tetsuro tetsushi tetsuya tetyana teun tevfik tewodros thabang thabiso 
thabo thais thales thanapong thanasis thandeka thandi thandiwe thanh thao thea themba theo theodor 
theodora theodore theodoros theodosios theofanis theofilos theresa therese thiago thibaud thibault 
thibaut thien thierry thijs thilina thilo thinh thomas thorben thorbjorn thore thorsten thuan 
thulani thuy tiago tianhao tianyi tianyu tiberiu tibor tiffany tigist tigran tihomir tiina tiit 
tiiu tijana tijmen tijs tilahun tilman tilo tim timm timo timofey timothee timothy timur tina 
tinashe tinatin tineke tingting tiphaine titilayo tiziana tiziano toan tobi tobias toby tochukwu 
todd todor tolga tolulope tom tomas tomasz tomer tomislav tommaso tommy tomoaki tomohiko tomohiro 
tomohisa tomoki tomoko tomomi tomonori tomoya tomoyuki toni tonu tony toomas torben torbjorn tore 
torfinn tornike torstein torsten toru toshi toshiaki toshifumi toshihide toshihiko toshihiro 
toshikazu toshiki toshiko toshinori toshio toshiro toshiya toshiyuki tosin toyin tracy traian trang 
travis trevor triin trine trinh tristan troels trond trung truong trygve tsegaye tsehay tshepo 
tsitsi tsubasa tsuneo tsutomu tsuyoshi tsvetelina tsvi tuan tudor tugba tugce tugrul tuija tulay 
tullio tumelo tuncay tuncer tunde tuomas tuomo turan turgay turgut tushar tuula tuuli tuyen tuyet 
tyler tzvi uche uchechukwu uchenna uday udi udo ueli ufuk ugochukwu ugur ulas uldis ulf uli ulla 
ulrich ulrik ulrika ulrike umar umberto umesh umit umut unai upul uri uriel urmas urmila uros urs 
ursula urszula urve usha usman ute utpal uwe uwimana uyen uzi vaclav vadim vadym vagif vahagn vahan 
vahe vahid vaibhav vaishali vaishnavi vakhtang valdas valdemar valdis valentin valentina valentino 
valere valeria valerie valerii valeriia valerio valeriu vanda vandana vanessa vangelis vania vanja 
vardan varsha varun varvara vasant vasantha vasco vasil vasile vasileios vasiliki vasilis vasily 
vassilios vassilis vasudevan vasudha vasyl vedat vedran vedrana veena veerle vegard veikko veiko 
veli velibor veljko vendula venkat venkata venkatesan venkatesh venu venugopal vera vered verena 
vernon veronica veronika veselin vesna veysel viacheslav vianney vibeke vicent vicente vicky 
victoria vidar vidya viera viggo vignesh vijay vijaya vijayalakshmi vikas vikash vikram viktor 
viktoria viktoriia viktorija viliam vilma vilmos vimal vinay vinayak vince vincent vincenza 
vincenzo vineet vineeta vinh vinicius vinod violeta viorel viorica vipin vipul virendra virgil 
virgilio virginie vishal vishwanath visnja viswanathan vitali vitalii vitaliy vitaly vitor vittoria 
vittorio vivek vivian viviana viviane vivien vivienne vlad vladan vladimir vladislav vladislava 
vlado vladyslav vlasta vlastimil vlatka vlatko vojislav vojtech volkan volker volkmar volodymyr 
vsevolod vugar vuk vusi vyacheslav vytautas waclaw wael wafa wagner wahyu wairimu waldemar waleed 
walid walter waltraud wambui wanchai wanda wangari wanjiku wanjiru wassim wataru wayan wayne weibo 
weidong weifeng weiguo weihong weihua weijia weijie weijun weili weilin weimin weiming weiping 
weiqiang weiwei weiyi wekesa wenbin wenbo wendy wenhao wenhua wenhui wenjie wenjing wenjun wenli 
wenqi wenqing wentao wenting wenwen wenyu werner wesley wessel widodo wiebe wiebke wieslaw wijaya 
wiktor wilfried wilhelm willem willemien william wilma wim winfried witold wladyslaw wlodzimierz 
wojciech woldemariam wole wolfgang wolfram woojin wouter xabier xander xavi xavier xenia xenofon 
xiangyu xiaobing xiaobo xiaochun xiaodan xiaodong xiaofang xiaofei xiaofeng xiaogang xiaohong 
xiaohua xiaohui xiaojie xiaojing xiaojun xiaolei xiaoli xiaolin xiaoling xiaolong xiaolu xiaomei 
xiaoming xiaonan xiaoping xiaoqing xiaorong xiaosong xiaoting xiaowei xiaowen xiaoxia xiaoyan 
xiaoyang xiaoying xiaoyong xiaoyu xiaoyun xinghua xinran xinwei xinxin xinyi xinyu xinyuan xinyue 
xiuli xolani xuan xudong xuefei xuefeng xuemei yaacov yaakov yadira yadong yael yagmur yahya yair 
yaiza yakov yali yamila yana yanfang yanfei yanfeng yanhong yanhua yanis yaniv yanjun yanli yanling 
yanmei yann yannick yannis yanping yanti yanyan yarden yared yariv yaron yaroslav yasar yasemin 
yasin yasmin yasmine yasser yassine yasuaki yasuhiko yasuhiro yasuhisa yasuko yasunori yasuo 
yasushi yasutaka yasuyuki yating yavuz yegor yehonatan yehoshua yehuda yehudit yejin yekaterina 
yelena yemane yemi yesenia yesim yetunde yevgen yevgeny yevhen yewande yiannis yibo yichen yifan 
yifei yigal yigit yihan yihong yilin yilmaz yiming ying yingjie yingying yinka yiorgos yiqing yiran 
yiting yitzhak yiwei yiwen yixin yixuan yngve yoan yoann yoav yogendra yogesh yohannes yohei yoichi 
yoko yolanda yonas yonatan yong yongho yonghong yonghua yonghui yongjin yongjun yongmin yongming 
yongping yongqiang yoni yoram yorgos yosef yoshiaki yoshifumi yoshihiko yoshihiro yoshikazu yoshiki 
yoshiko yoshimi yoshinobu yoshinori yoshio yoshitaka yoshiyuki yossi yosuke yotam youcef younes 
younghee youngho younghoon youngjae youngjin youngjoo youngjun youngmi youngmin youngsoo youngsook 
youngwoo yousef youssef youssouf yuanyuan yucel yuchen yucheng yudi yufan yufei yufeng yuhan yuhang 
yuhong yuhua yuhui yui yuichi yuichiro yuji yujia yujie yujin yujing yuka yukari yuki yukihiro 
yukiko yukio yuko yuksel yulia yuliia yuliya yumi yumiko yuming yunfei yunfeng yunlong yunus yuping 
yuqi yuqing yuri yurii yuriko yuriy yury yushan yusuf yusuke yuta yutaka yutao yutaro yuting yuto 
yutong yuval yuwei yuxi yuxiang yuxin yuxuan yuya yuyang yuying yvan yves yvette yvon yvonne 
zachary zafar zafer zahid zahra zaid zainab zainal zakaria zane zanele zarko zaza zbigniew zbynek 
zdena zdenek zdenka zdenko zdravko zdzislaw zeev zehra zeina zeinab zeki zelalem zelia zeliha 
zeljka zeljko zerihun zerrin zewdu zeynep zeyu zhanna zhaohui zhaoyang zhen zhendong zhenghua 
zhengyu zhenhua zhenyu zhibin zhibo zhichao zhifeng zhigang zhihao zhihong zhihua zhihui zhijian 
zhijie zhijun zhimin zhiming zhipeng zhiping zhiqiang zhiwei zhixin zhiyong zhiyu zhiyuan zhongwei 
ziad zihan zihao zinaida ziqi zita ziwei zixuan ziyad ziyang ziyi ziyue zlatan zlatko zoe zofia 
zohar zohreh zoi zoltan zoraida zoran zorana zorica zoya zrinka zsofia zsolt zsombor zsuzsa 
zsuzsanna zubair zuhal zurab zuzana zuzanna zvi zviad zvonimir zygmunt 
`
    .trim()
    .split(/\s+/),
)
