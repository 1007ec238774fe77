"""The Chinese story: a maker of switchgear, two key customers, their rivals, a year of work, one cycle planned.

Everybody in it is made up. It is told through the API, each part by the people it is about, so that events and
ratings carry their names; days are counted from the day of loading, so that what is due is due now.

    people ─▶ understanding ─▶ planning ─▶ execution
"""

from demo.api import Loam
from demo.story import execution, people, planning, understanding
from demo.story.stage import Stage


async def load(loam: Loam) -> None:
    """From wherever an earlier run was interrupted."""
    loam.say("远山电气: people, customers, vendors")
    await people.load(loam)
    stage = await Stage.of(loam)
    await people.tell(stage)
    loam.say("远山电气: insights, opportunities, a year of interactions")
    await understanding.tell(stage)
    loam.say("远山电气: cycle, selection, account plan")
    await planning.tell(stage)
    loam.say("远山电气: projects, power maps, activities")
    await execution.tell(stage)


async def finished(loam: Loam) -> bool:
    """Whether the last act has happened: the project at the gate has been refused."""
    return await execution.finished(loam)
