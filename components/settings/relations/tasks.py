"""Tasks, of services and of workers alike: a size that there is, and room to scale."""

from components.fargate_sizes import fargate_memory_options
from components.settings.mistakes import Mistake
from components.settings.relations.asking import Mistakes
from components.sizing import ScalingSizing, TaskSizing, WorkerScalingSizing, listed

# A message lists as many memory sizes; more it describes.
_LISTED_SIZES = 7


def fargate_has_size(path: str, task: TaskSizing) -> Mistakes:
    try:
        sizes = fargate_memory_options(task.cpu_units)
    except ValueError as error:  # the only one who lists the CPU sizes
        yield Mistake(f"{path}.task.cpuUnits", str(error))
        return
    if task.memory_mib not in sizes:
        step = sizes[1] - sizes[0]
        allowed = f"{sizes[0]} to {sizes[-1]} in steps of {step}" if len(sizes) > _LISTED_SIZES else listed(sizes)
        yield Mistake(
            f"{path}.task.memoryMib",
            f"{task.memory_mib} does not go with cpuUnits {task.cpu_units} on Fargate; allowed: {allowed}",
        )


def scaling_has_room(path: str, scaling: ScalingSizing | WorkerScalingSizing) -> Mistakes:
    fewest, most = scaling.min_tasks, scaling.max_tasks
    if most < fewest:
        yield Mistake(f"{path}.scaling.maxTasks", f"{most} is below minTasks {fewest}; allowed: {fewest} to 5000")
