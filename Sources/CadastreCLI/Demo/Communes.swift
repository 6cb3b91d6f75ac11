/// A few hundred communes of France, for demo data.
///
/// Names and populations are those of the communes of France in 2026 (figures of INSEE, by way of
/// `datagouv/decoupage-administratif`, Licence Ouverte 2.0): the 240 largest whose name no other has, and sixty smaller ones.
enum Communes {
    /// Names and what each weighs: its inhabitants in thousands, 1 at least.
    static let all: [(name: String, weight: Int)] = table.split(separator: ";").compactMap { entry in
        let words = entry.split(whereSeparator: \.isWhitespace)
        guard let weight = words.last.flatMap({ Int($0) }) else { return nil }
        return (words.dropLast().joined(separator: " "), weight)
    }

    private static let table = """
        Paris 2104; Marseille 886; Lyon 519; Toulouse 515; Nice 358; Nantes 328; Montpellier 310;
        Strasbourg 294; Bordeaux 268; Lille 238; Rennes 231; Toulon 179; Reims 178; Saint-Étienne 173;
        Le Havre 167; Villeurbanne 164; Dijon 162; Angers 159; Grenoble 156; Nîmes 152; Aix-en-Provence 150;
        Clermont-Ferrand 146; Le Mans 146; Brest 142; Tours 139; Amiens 136; Annecy 132; Limoges 130;
        Metz 123; Perpignan 122; Boulogne-Billancourt 119; Besançon 118; Rouen 118; Orléans 116; Caen 109;
        Argenteuil 106; Mulhouse 105; Nancy 104; Tourcoing 99; Roubaix 98; Nanterre 98; Vitry-sur-Seine 94;
        Asnières-sur-Seine 94; Créteil 93; Avignon 92; Colombes 91; Poitiers 90; Aubervilliers 88;
        Aulnay-sous-Bois 88; Dunkerque 86; Versailles 84; Courbevoie 83; Rueil-Malmaison 83; Le Tampon 83;
        Béziers 82; Pau 80; Cherbourg-en-Cotentin 78; Champigny-sur-Marne 78; Antibes 78;
        Saint-Maur-des-Fossés 77; Ajaccio 76; Fort-de-France 76; Cannes 74; Noisy-le-Grand 73; Drancy 72;
        Mamoudzou 71; Cergy 71; Levallois-Perret 68; Issy-les-Moulineaux 68; Calais 68; Pessac 67; Colmar 67;
        Évry-Courcouronnes 67; Vénissieux 66; Ivry-sur-Seine 65; Clichy 64; Quimper 64; Antony 64;
        Bourges 64; La Seyne-sur-Mer 64; Montauban 63; Villeneuve-d'Ascq 63; Cayenne 63; Le Blanc-Mesnil 62;
        Troyes 62; Pantin 62; Villejuif 60; Chambéry 60; Niort 60; Fréjus 60; Neuilly-sur-Seine 60;
        Sarcelles 59; Clamart 59; Lorient 58; Narbonne 58; Bobigny 57; Meaux 57; Maisons-Alfort 57;
        Hyères 56; Vannes 56; Beauvais 56; La Roche-sur-Yon 55; Corbeil-Essonnes 54;
        Saint-Laurent-du-Maroni 54; Cholet 54; Bayonne 54; Fontenay-sous-Bois 54; Saint-Ouen-sur-Seine 54;
        Cagnes-sur-Mer 53; Vaulx-en-Velin 53; Épinay-sur-Seine 53; Saint-Quentin 53; Sartrouville 53;
        Sevran 53; Arles 52; Albi 51; Les Abymes 51; Gennevilliers 51; Saint-Herblain 51; Grasse 51;
        Bondy 51; Les Sables-d'Olonne 50; Laval 49; Évreux 49; Suresnes 49; Martigues 48; Vincennes 48;
        Aubagne 48; Saint-Malo 47; Livry-Gargan 47; Blois 47; Rosny-sous-Bois 47; La Courneuve 47;
        Brive-la-Gaillarde 47; Bastia 47; Talence 46; Meudon 46; Montrouge 46; Alès 46; Carcassonne 46;
        Melun 46; Choisy-le-Roi 46; Saint-Germain-en-Laye 46; Belfort 46; Charleville-Mézières 46;
        Alfortville 46; Noisy-le-Sec 46; Sète 45; Chalon-sur-Saône 45; Tarbes 44; Saint-Brieuc 44; Istres 44;
        Salon-de-Provence 44; Puteaux 44; Caluire-et-Cuire 44; Rezé 44; Mantes-la-Jolie 44; Valenciennes 43;
        Anglet 43; Bagnolet 43; Bron 43; Châlons-en-Champagne 43; Châteauroux 43; Arras 43; Thionville 43;
        Villenave-d'Ornon 43; Bourg-en-Bresse 42; Gagny 42; Le Cannet 42; Angoulême 42;
        Garges-lès-Gonesse 42; Stains 41; Gap 41; Poissy 41; Colomiers 41; Wattrelos 41; Draguignan 41;
        Compiègne 41; Montélimar 41; Boulogne-sur-Mer 41; Douai 40; Marcq-en-Barœul 40; Neuilly-sur-Marne 40;
        Le Lamentin 39; Pontault-Combault 39; La Ciotat 38; Joué-lès-Tours 38; Tremblay-en-France 38;
        Chartres 38; Oullins-Pierre-Bénite 38; Thonon-les-Bains 38; Saint-Martin-d'Hères 38; Annemasse 38;
        Savigny-sur-Orge 38; Échirolles 37; Palaiseau 37; Romainville 37; Six-Fours-les-Plages 37;
        Conflans-Sainte-Honorine 37; Meyzieu 37; Athis-Mons 37; La Possession 37; Matoury 37; Bezons 36;
        Haguenau 36; Creil 36; Villeneuve-Saint-Georges 36; Villefranche-sur-Saône 36; Saint-Leu 36;
        Châtenay-Malabry 36; Saint-Chamond 36; Roanne 35; Le Perreux-sur-Marne 35; Mâcon 35; Auxerre 35;
        Schiltigheim 35; Trappes 35; Les Mureaux 35; Houilles 34; Marignane 34; Romans-sur-Isère 33;
        Villiers-sur-Marne 33; Montluçon 33; Nevers 33; Lens 33; Thiais 33; Saint-Médard-en-Jalles 33;
        Agen 33; Montigny-le-Bretonneux 32; Nogent-sur-Marne 32; Aix-les-Bains 32; Épinal 32;
        Saint-Laurent-du-Var 32; Koungou 32; Pontoise 32; Bègles 32; Plaisir 32; Herblay-sur-Seine 32;
        Vienne 32; Carpentras 32; Mont-de-Marsan 32; Eysines 25; Beaune 20; Saint-Cyr-sur-Loire 17;
        Saint-Brevin-les-Pins 15; Mèze 13; Dourdan 11; Andrézieux-Bouthéon 10; Bures-sur-Yvette 10;
        La Ferté-Bernard 9; Donges 8; Biguglia 8; Égly 7; Moëlan-sur-Mer 7; Saint-André-de-Sangonis 6;
        Ostricourt 6; Nieul-sur-Mer 6; Carbonne 6; Villette-d'Anthon 5; Pacy-sur-Eure 5; L'Horme 5;
        La Fouillouse 5; Serres-Castet 4; Mimet 4; Cuxac-d'Aude 4; Argences 4; Collonges-sous-Salève 4;
        Morannes sur Sarthe-Daumeray 4; Sainte-Tulle 4; Villeneuve-la-Guyard 3; Plélo 3; Bram 3;
        Longperrier 3; Coupvray 3; Frontenay-Rohan-Rohan 3; Bourg-Argental 3; Jarzé Villages 3;
        Vailhauquès 3; Achenheim 3; Sainte-Flaive-des-Loups 3; Samatan 3; Flins-sur-Seine 2; Le Tholonet 2;
        Malansac 2; Nesle 2; Attiches 2; Saint-Rambert-en-Bugey 2; Terval 2; Lamanon 2;
        Les Roches-de-Condrieu 2; Creney-près-Troyes 2; Plounéour-Brignogan-plages 2; Milly-sur-Thérain 2;
        Saint-Thuriau 2; Montbizot 2; Velars-sur-Ouche 2; Gacé 2; Château-la-Vallière 2;
        Saint-Pons-de-Thomières 2; Aspiran 2
        """
}
