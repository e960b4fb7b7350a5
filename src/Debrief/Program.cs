Console.WriteLine("debrief");
