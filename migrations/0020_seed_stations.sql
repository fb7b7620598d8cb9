-- The eight stations in race order, loads of season 2025/26. Sleds: total weight with the sled. Null: it does not apply.
-- Ids are derived from the name, so exports and links mean the same station in every installation.
insert into public.hyrox_stations (
    id, station_number, station_name, metric_name, exercise_type, distance_or_reps, distance_m, reps,
    weight_open_women_kg, weight_open_men_kg, weight_pro_women_kg, weight_pro_men_kg, weight_note,
    target_height_women_m, target_height_men_m, description, tips
)
select
    md5('hyrox_stations/' || s.metric_name)::uuid, s.station_number, s.station_name, s.metric_name, s.exercise_type,
    s.distance_or_reps, s.distance_m, s.reps,
    s.open_women_kg, s.open_men_kg, s.pro_women_kg, s.pro_men_kg, s.weight_note,
    s.women_m, s.men_m, s.description, s.tips
from (values
    (
        1::smallint, 'SkiErg', 'ski_erg', 'ergometer', '1000 m', 1000, null::smallint,
        null::numeric, null::numeric, null::numeric, null::numeric, null::text,
        null::numeric, null::numeric,
        'One kilometre on the ski ergometer, straight after the first run. Every machine is alike and the spread of times is small, so little is won here and much can be lost by starting too hard. Treat it as the place where breathing and rhythm settle for the next hour.',
        jsonb_build_array(
            'Reach tall, then let the hips fold and the trunk drop onto the handles; the arms finish the stroke.',
            'Settle at 30–38 strokes per minute, a few seconds per 500 m slower than your fresh 1,000 m pace.',
            'Breathe out on every pull. If you hold your breath for more than two strokes, the pace is too high.',
            'Set the damper before you take the handles; it is free to choose, and 5–7 suits most people.',
            'Stand still on the base until the metre count is complete. Stepping off early can cost time; check the rulebook.',
            'Leave at a walk for five steps, drop the heart rate, then build the second run.'
        )
    ),
    (
        2::smallint, 'Sled Push', 'sled_push', 'strength', '50 m', 50, null,
        102, 152, 152, 202, 'total weight including the sled',
        null, null,
        'Push the loaded sled over four lanes of 12.5 m. A short and hard effort, and how it feels depends on the floor as much as on you. The legs pay for it in the run that follows, which is why the split alone says little about the cost.',
        jsonb_build_array(
            'Lean until ears, hips and pushing foot make one line, with straight or firmly bent arms.',
            'Take short steps on the balls of the feet and keep one foot always driving; a stopped sled costs most to restart.',
            'Plan the breaks, for example three breaths at each lane end, instead of stopping when you have to.',
            'Higher hands help tall athletes and slippery floors; lower hands push more forward.',
            'Bring the whole sled across each line before you turn around. A missed lane is penalised; check the rulebook.',
            'Stay in the lane you were given and walk the first steps out, so the calves let go before you run.'
        )
    ),
    (
        3::smallint, 'Sled Pull', 'sled_pull', 'strength', '50 m', 50, null,
        78, 103, 103, 153, 'total weight including the sled',
        null, null,
        'Pull the sled by a rope over four lanes of 12.5 m, standing in a marked box. Grip, back and hips share the work. Times spread wider than at the push, because a poor rhythm shows on every metre of rope.',
        jsonb_build_array(
            'Walk backwards with straight arms and let body weight move the sled; pull hand over hand only when the box ends.',
            'Sit back before the sled moves, take up the slack, and never jerk a loose rope.',
            'Throw the spare rope behind you to one side, so it never lies under your feet.',
            'Relax one hand at a time; a soft hook of the fingers saves grip for the farmers carry.',
            'Stay inside the box until the sled has crossed the line. Stepping out is a typical fault; check the rulebook.',
            'On a slow floor keep the sled moving in small pulls rather than in big ones with pauses.'
        )
    ),
    (
        4::smallint, 'Burpee Broad Jump', 'burpee_broad_jump', 'bodyweight', '80 m', 80, null,
        null, null, null, null, null,
        null, null,
        'Chest to the floor, stand up, jump forward with both feet, for 80 m. No load, only your own weight and the patience to hold one rhythm. The run after it is usually the slowest of the middle runs.',
        jsonb_build_array(
            'Choose one rhythm you could hold for six minutes and let every burpee look the same.',
            'Step up instead of jumping up when the heart rate climbs; it costs less than it seems.',
            'Jump flat and medium long: very long jumps buy metres with legs you need for the lunges.',
            'Place the hands close in front of the feet, so no steps are lost between jump and floor.',
            'Land and take off with parallel feet, and start behind the line. Faults here are typical; check the rulebook.',
            'Breathe out when the chest touches the floor and in on the way up.'
        )
    ),
    (
        5::smallint, 'Rowing', 'row', 'ergometer', '1000 m', 1000, null,
        null, null, null, null, null,
        null, null,
        'One kilometre on the rowing ergometer, seated, with the worst of the leg work behind and before you. A few seconds per 500 m are all the difference there is, so use it to recover while moving. Sitting also gives hands and calves a rest.',
        jsonb_build_array(
            'Order of the stroke: legs, trunk, arms; on the way back arms, trunk, legs.',
            'Row at 24–28 strokes per minute with a long relaxed recovery; a high rate only lifts the heart rate.',
            'Aim 5–8 seconds per 500 m above your fresh pace and hold it evenly to the last 200 m.',
            'Fix the foot straps over the ball of the foot and set the damper before the first stroke.',
            'Stay seated with the feet on the machine until the distance is complete; leaving early is a fault, check the rulebook.',
            'Loosen the straps during the last strokes, not after them.'
        )
    ),
    (
        6::smallint, 'Farmers Carry', 'farmers_carry', 'carry', '200 m', 200, null,
        16, 24, 24, 32, 'per hand: two kettlebells of this weight',
        null, null,
        'Carry a kettlebell in each hand for 200 m. It is the shortest station of the race and mostly a question of grip after the sled pull and the row. Whoever does not have to put the weights down has done it well.',
        jsonb_build_array(
            'Lift with flat back and bent knees, and start walking in the same movement.',
            'Shoulders down and back, ribs over hips, eyes far ahead.',
            'Quick small steps swing the bells less than long ones; run only if they stay quiet.',
            'Hold the handle deep in the fingers with the thumb closed over them.',
            'If you must rest, do it once and early, bells beside the feet and not thrown. Rules for setting them down: check the rulebook.',
            'Dry the hands and shake out the forearms during the run before, not at the bells.'
        )
    ),
    (
        7::smallint, 'Sandbag Lunges', 'sandbag_lunges', 'strength', '100 m', 100, null,
        10, 20, 20, 30, 'one sandbag across the shoulders',
        null, null,
        'Lunge 100 m with a sandbag on the shoulders, the back knee touching the floor at each step. The bag is light; the quadriceps after an hour of racing are not. Steady lunging usually beats fast lunging with breaks.',
        jsonb_build_array(
            'Rest the bag high on the shoulders and hug it, elbows forward, so the chest stays up.',
            'Step to hip width as on rails; a narrow step costs balance and time.',
            'Touch the knee softly and drive through the front heel into the next step, without a pause in between.',
            'Count to ten steps again and again; small numbers keep the legs moving.',
            'Back knee down on every step, hips open on every stand, bag off the floor. Typical faults, check the rulebook.',
            'Cross every line of the lane with the foot, as the rules ask, before turning.'
        )
    ),
    (
        8::smallint, 'Wall Balls', 'wall_balls', 'strength', '100 reps', null, 100::smallint,
        4, 6, 6, 9, 'one medicine ball',
        2.70, 3.00,
        'One hundred squats with a throw to the target, and the race ends with the last of them. Women did 75 repetitions before season 2024/25, so older times do not compare. Good sets are planned from the first repetition, because the clock counts the standing around, not the throwing.',
        jsonb_build_array(
            'Choose sets before the race, for example 4 × 25 or 5 × 20, and rest by breaths, not by feeling.',
            'Stand a forearm away from the wall, catch high, and ride the ball down into the squat.',
            'Legs throw, arms guide: stand up hard, then let the ball go at full height.',
            'Keep elbows under the ball and let the arms drop for one breath while it flies.',
            'Hips below the knees and the ball on or above the target, or the repetition does not count. Check the rulebook.',
            'Hold the ball on the chest during a short break; fetching it from the floor costs a squat each time.'
        )
    )
) as s (
    station_number, station_name, metric_name, exercise_type, distance_or_reps, distance_m, reps,
    open_women_kg, open_men_kg, pro_women_kg, pro_men_kg, weight_note,
    women_m, men_m, description, tips
)
on conflict (metric_name) do nothing;
