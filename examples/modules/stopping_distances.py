"""How far a car travels before it stops, and what a lower mean speed may mean on a rural road.

Run it: python examples/modules/stopping_distances.py
"""

from safetykit.plugins import road_safety

for speed in (20, 30, 40, 50, 60, 70):
    dry = road_safety.stopping_distance(speed)
    wet = road_safety.stopping_distance(speed, surface="wet")
    print(
        f"{speed} mph: {dry.total_m} m ({dry.bound}) when dry, {wet.total_m} m {wet.bound} in wet"
    )
print(dry.caveats[0])

slower = road_safety.power_model(50, 47, "fatal", environment="rural")
print(
    f"Mean speed 50 to 47 mph, rural: {slower.effect.percent.value:.0f}% fatal collisions expected"
)
print(slower.caveats[0])
