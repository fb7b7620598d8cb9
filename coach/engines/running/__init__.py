"""What running says about fitness: score, paces, predictions, load, efficiency and what may raise an alarm."""
